import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { searchSql } from './search-sql.js';

const page = { reach: null, invalidatedToo: true, after: '', limit: 20 };

describe('the statement of a search', () => {
  it('holds only the criteria that are asked for', () => {
    expect(searchSql('sr.oid', { type: 'tuva' }, page)).toEqual({
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

  it('never holds a value, whatever it is', () => {
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
