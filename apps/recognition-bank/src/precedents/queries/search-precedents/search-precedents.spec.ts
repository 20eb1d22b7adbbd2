import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchRequest } from './search-precedents.http.js';
import { searchSql, wordSimilarityThreshold } from './search-precedents.sql.js';

const institutionOid = '1.2.246.562.10.10000000001';
const uuid = fc.uuid();
const position = fc.tuple(
  fc.integer({ min: 0, max: 3_000_000 }),
  fc
    .tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 1, max: 12 }))
    .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`),
  uuid,
);

describe('search request', () => {
  it.each([
    [{}, { q: undefined, limit: 20 }],
    [{ q: '' }, { q: undefined, limit: 20 }],
    [{ q: '  scrum\u0000 master ' }, { q: 'scrum master', limit: 20 }],
    [
      { q: 'ä'.repeat(100), limit: '100' },
      { q: 'ä'.repeat(100), limit: 100 },
    ],
    [
      { q: 'op', type: 'INCLUSION', programmeCode: 'TKT-KANDI' },
      { q: 'op', type: 'INCLUSION', programmeCode: 'TKT-KANDI', limit: 20 },
    ],
  ])('[R82] %j is understood', (query, understood) => {
    expect(searchRequest.parse(query)).toEqual(understood);
  });

  it.each([
    { q: 'a' },
    { q: ' a ' },
    { q: 'a'.repeat(101) },
    { q: ['scrum', 'master'] },
    { limit: '0' },
    { limit: '101' },
    { limit: '1e3' },
    { limit: '2.5' },
    { type: 'REJECTED' },
    { programmeCode: '' },
    { programmeCode: 'TKT\u0000' },
    { cursor: 'x'.repeat(301) },
    { institutionOid: '1.2.246.562.10.20000000002' },
  ])('%j is refused', (query) => {
    expect(searchRequest.safeParse(query).success).toBe(false);
  });

  it('any text is either refused or within 2 and 100 characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140 }), (q) => {
        const result = searchRequest.safeParse({ q });
        const length = [...(result.data?.q ?? 'ok')].length;
        expect(length).toBeGreaterThanOrEqual(2);
        expect(length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('search SQL', () => {
  const search = fc.record({
    institutionOid: fc.constant(institutionOid),
    text: fc.option(fc.string({ unit: 'binary', minLength: 2, maxLength: 100 }), { nil: undefined }),
    programmeCode: fc.option(fc.string(), { nil: undefined }),
    type: fc.constantFrom('SUBSTITUTION' as const, 'INCLUSION' as const, 'EXEMPTION' as const, undefined),
    limit: fc.integer({ min: 1, max: 100 }),
    after: fc.option(position, { nil: undefined }),
  });

  it('[R82] always stays within one institution, bounds the page and binds every value', () => {
    fc.assert(
      fc.property(search, (wanted) => {
        const { sql, parameters } = searchSql(wanted);
        const places = new Set([...sql.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])));
        expect(sql).toContain('institution_oid = $1');
        expect(parameters[0]).toBe(institutionOid);
        expect(parameters.at(-1)).toBe(wanted.limit + 1);
        expect([...places].sort((a, b) => a - b)).toEqual(parameters.map((_, index) => index + 1));
        if (wanted.text && /\P{ASCII}/u.test(wanted.text)) expect(sql).not.toContain(wanted.text);
      }),
    );
  });

  it('a short word may differ more from its form than a long one', () => {
    expect(wordSimilarityThreshold('hoito')).toBeLessThan(wordSimilarityThreshold('tietokannat'));
  });
});
