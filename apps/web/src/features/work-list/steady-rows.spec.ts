import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { steadyList, type ReadList } from './steady-rows.js';

interface Row {
  readonly id: string;
  readonly urgency: string | null;
  readonly version: number;
}

const list = (ids: string, { pages = 1, hasMore = false, version = 1, urgency = 'NEW' } = {}): ReadList<Row> => ({
  rows: [...ids].map((id) => ({ id, urgency, version })),
  pages,
  hasMore,
});
const shownAs = (ids: string, options?: Parameters<typeof list>[1]) => steadyList(undefined, list(ids, options));

describe('a list that does not jump', () => {
  it.each([
    ['nothing changed', shownAs('abc'), list('abc'), 'abc', 0],
    ['new ones anywhere wait', shownAs('abc'), list('xaybcz'), 'abc', 3],
    ['one left', shownAs('abc'), list('ac'), 'a(b)c', 0],
    ['the last one left', shownAs('abc'), list('ab'), 'ab(c)', 0],
    ['all left', shownAs('abc'), list(''), '(a)(b)(c)', 0],
    ['the next page is shown', shownAs('ab', { hasMore: true }), list('abcd', { pages: 2 }), 'abcd', 0],
    [
      'one came in front: the last one is on the next page now',
      shownAs('abc', { hasMore: true }),
      list('xab', { hasMore: true }),
      'abc',
      1,
    ],
    [
      'one left: the next page moves up',
      shownAs('abc', { hasMore: true }),
      list('bcd', { hasMore: true }),
      '(a)bcd',
      0,
    ],
    ['an empty list gets its first row', shownAs(''), list('a'), '', 1],
    ['one comes back', steadyList(shownAs('abc'), list('ac')), list('abc'), 'abc', 0],
  ])('%s', (_, shown, read, expected, added) => {
    const after = steadyList(shown, read);
    expect(after.rows.map(({ row, left }) => (left ? `(${row.id})` : row.id)).join('')).toBe(expected);
    expect(after.added).toBe(added);
  });

  it('a changed row is brought up to date in its place and its group', () => {
    const after = steadyList(shownAs('ab'), list('ba', { version: 2, urgency: 'OTHER' }));
    expect(after.rows).toEqual(
      ['a', 'b'].map((id) => ({ row: { id, urgency: 'OTHER', version: 2 }, group: 'NEW', left: false })),
    );
  });

  it('property: what was shown keeps its place, nothing is there twice, and all that was read is shown or counted', () => {
    const reads = fc.array(
      fc.record({
        rows: fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 }).map((ids) => list(ids.join('')).rows),
        pages: fc.integer({ min: 1, max: 3 }),
        hasMore: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(reads, (all) => {
        let shown = steadyList<Row>(undefined, list('abc', { hasMore: true }));
        for (const read of all) {
          const before = shown.rows.map(({ row }) => row.id);
          shown = steadyList(shown, read);
          const ids = shown.rows.map(({ row }) => row.id);
          expect(ids.slice(0, before.length)).toEqual(before);
          expect(new Set(ids).size).toBe(ids.length);
          expect(shown.added).toBe(read.rows.filter(({ id }) => !ids.includes(id)).length);
        }
      }),
    );
  });
});
