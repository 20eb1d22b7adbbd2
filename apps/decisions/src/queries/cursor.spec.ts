import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#platform';
import { cursorAfter, INSTANT_SHAPE, keyIn, pageOf, UUID_SHAPE } from './cursor.js';

const id = '0193a0b0-0000-7000-8000-000000000021';
const at = '2026-11-23T10:00:00.000Z';

describe('cursor', () => {
  it('gives back the key it was made of', () => {
    expect(keyIn(cursorAfter(at, id), INSTANT_SHAPE, UUID_SHAPE)).toEqual([at, id]);
    expect(keyIn(undefined, UUID_SHAPE)).toBeUndefined();
  });

  it.each([
    'x',
    '%00',
    cursorAfter(id),
    cursorAfter(at, 'no-uuid'),
    cursorAfter(at, id, id),
    Buffer.from('{}').toString('base64url'),
  ])('refuses %s', (cursor) => {
    expect(() => keyIn(cursor, INSTANT_SHAPE, UUID_SHAPE)).toThrow(ProblemError);
  });
});

describe('pageOf', () => {
  const asText = (row: number) => String(row);

  it.each([
    [[1, 2, 3], ['1', '2'], 'after 2'],
    [[1, 2], ['1', '2'], null],
    [[], [], null],
  ])('of %j shows %j and goes on %s', (rows, items, nextCursor) => {
    expect(pageOf(rows, 2, asText, (last) => `after ${last}`)).toEqual({ items, nextCursor });
  });
});
