import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { ProblemError } from '../errors/problem.js';
import { idColumn, instantColumn, keyset, pageOf } from './keyset.js';

const byTime = keyset(z.tuple([instantColumn, idColumn]), {
  code: 'list/cursor-not-valid',
  details: { list: 'own' },
});
const time = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const [at, id] = ['2026-11-23T10:00:00.123456Z', '0193a0b0-0000-7000-8000-000000000001'];

describe('the cursor of a list', () => {
  it('property: brings back the key that it was made of', () => {
    fc.assert(
      fc.property(time, fc.uuid(), (...key) => {
        expect(byTime.keyIn(byTime.cursorAfter(key))).toEqual(key);
      }),
    );
  });

  it('keeps what PostgreSQL prints, to the microsecond', () => {
    expect(byTime.keyIn(byTime.cursorAfter([at, id]))).toEqual([at, id]);
  });

  it('is none on the first page', () => {
    expect(byTime.keyIn(undefined)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['nonsense', 'x'],
    ['no base64', '%%%'],
    ['no JSON', 'bnVsbA0'],
    ['null', 'bnVsbA'],
    ['an object', Buffer.from('{}').toString('base64url')],
    ['an impossible time', byTime.cursorAfter(['2026-13-45T99:00:00.000000Z', id])],
    ['a year that PostgreSQL does not have', byTime.cursorAfter(['0000-01-01T00:00:00.000000Z', id])],
    ['an injection', byTime.cursorAfter(["2026-11-23T10:00:00Z' OR 1=1", id])],
    ['no uuid', byTime.cursorAfter([at, 'no-uuid'])],
    ['a column too few', Buffer.from(JSON.stringify([at])).toString('base64url')],
    ['a column too many', Buffer.from(JSON.stringify([at, id, id])).toString('base64url')],
    ['the key of another list', Buffer.from(JSON.stringify([1, '2026-11', id])).toString('base64url')],
  ])('refuses %s by the code of its list', (_, cursor) => {
    let thrown: unknown;
    try {
      byTime.keyIn(cursor);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ProblemError);
    expect(thrown).toMatchObject({ code: 'list/cursor-not-valid', details: { list: 'own' } });
  });

  it('property: an invented one is refused by the code, never by another error', () => {
    const invented = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    fc.assert(
      fc.property(invented, (cursor) => {
        expect(() => byTime.keyIn(cursor)).toThrow(ProblemError);
      }),
    );
  });
});

describe('pageOf', () => {
  it.each([
    [[1, 2, 3], ['1', '2'], 'after 2'],
    [[1, 2], ['1', '2'], null],
    [[], [], null],
  ])('of %j shows %j and goes on %s', (rows, items, nextCursor) => {
    expect(pageOf(rows, 2, String, (last) => `after ${last}`)).toEqual({ items, nextCursor });
  });
});
