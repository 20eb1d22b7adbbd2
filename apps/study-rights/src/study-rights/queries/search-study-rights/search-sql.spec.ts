import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchSql } from './search-sql.js';

const page = { reach: null, invalidatedToo: true, after: '', limit: 20 };

describe('the statement of a search', () => {
  it('holds only the criteria that are asked for', () => {
    expect(searchSql('sr.oid', { type: 'tuva' }, page)).toEqual({
      name: null,
      text: 'SELECT sr.oid FROM study_right sr WHERE sr.oid > $1 AND sr.type = $3 ORDER BY sr.oid LIMIT $2',
      values: ['', 21, 'tuva'],
    });
  });

  it('looks at the oppilaitos and at the koulutustoimija one by one, and never at invalidated ones for an ordinary caller', () => {
    const { text, values } = searchSql('sr.oid', { sourceId: 'x' }, { ...page, reach: 'a', invalidatedToo: false });
    expect(text.match(/NOT sr\.invalidated/g)).toHaveLength(2);
    expect(text).toContain('sr.institution_oid = $4 ORDER BY');
    expect(text).toContain('sr.koulutustoimija_oid = $4 ORDER BY');
    expect(values).toEqual(['', 21, 'x', 'a']);
  });

  it('has a name of its own for each text, of a length that PostgreSQL keeps, when it is narrow', () => {
    const criteria = ['learnerOid', 'oid', 'sourceId', 'institutionOid', 'type', 'state'];
    const texts = new Map<string, string>();
    for (let chosen = 1; chosen < 2 ** criteria.length; chosen += 1) {
      const wanted = Object.fromEntries(criteria.filter((_, n) => chosen & (1 << n)).map((name) => [name, 'x']));
      for (const reach of [null, 'a']) {
        for (const invalidatedToo of [true, false]) {
          const { name, text } = searchSql('sr.oid', wanted, { ...page, reach, invalidatedToo });
          expect(name === null).toBe(!['learnerOid', 'oid', 'sourceId'].some((narrow) => narrow in wanted));
          if (name === null) continue;
          expect(name.length).toBeLessThan(64);
          expect(texts.get(name) ?? text).toBe(text);
          texts.set(name, text);
        }
      }
    }
    expect(new Set(texts.values()).size).toBe(texts.size);
  });

  it('never holds a value of any kind', () => {
    const text = fc.string({ minLength: 6 });
    const criteria = fc.record({ oid: text, sourceId: text, type: text, state: text }, { requiredKeys: [] });
    fc.assert(
      fc.property(criteria, (wanted) => {
        const built = searchSql('sr.oid', wanted, page);
        for (const value of Object.values(wanted)) {
          expect(built.values).toContain(value);
          expect(built.text).not.toContain(value);
        }
      }),
    );
  });
});
