import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#platform';
import { fromCursor, toCursor } from './cursor.js';

describe('the cursor of a list', () => {
  it('brings back the position it was made of, to the microsecond', () => {
    const position = { at: '2026-11-23T10:00:00.123456Z', id: '0193a0b0-0000-7000-8000-000000000001' };
    expect(fromCursor(toCursor(position))).toEqual(position);
  });

  it.each([
    ['nonsense', 'x'],
    [
      'an impossible moment',
      toCursor({ at: '2026-13-45T99:00:00.000000Z', id: '0193a0b0-0000-7000-8000-000000000001' }),
    ],
    ['an injection', toCursor({ at: "2026-11-23T10:00:00.123456Z' OR 1=1", id: '1' })],
  ])('refuses %s', (_case, cursor) => {
    expect(() => fromCursor(cursor)).toThrow(ProblemError);
  });
});
