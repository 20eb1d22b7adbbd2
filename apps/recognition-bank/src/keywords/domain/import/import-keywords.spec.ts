import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import type { Keyword } from '../keyword.js';
import { importKeywords, type ImportPlan, type StandingCodeset, termKey } from './import-keywords.js';
import { keywordTable } from './rows-of-keywords.js';

const OID = '1.2.246.562.10.1';

function keyword(code: string, changes: Partial<Keyword> = {}): Keyword {
  const content = { terms: { fi: code }, fieldsOfEducation: [] };
  return { institutionOid: OID, code, ...content, state: 'LIVE', mergedInto: null, version: 3, ...changes };
}

function standing(...keywords: Keyword[]): StandingCodeset {
  const live = keywords.filter(({ state }) => state === 'LIVE');
  const retired = keywords.filter(({ state, mergedInto }) => state === 'RETIRED' && mergedInto === null);
  const fold = (term: string) => term.toLowerCase();
  return {
    byCode: new Map(keywords.map((one) => [one.code, one])),
    takenTerms: new Map(
      live.flatMap(({ code, terms }) =>
        Object.entries(terms).map(([language, term]) => [termKey(language as 'fi', fold(term)), code]),
      ),
    ),
    retiredTerms: new Map(retired.map(({ code, terms }) => [fold(terms.fi), code])),
    fold,
  };
}

function planned(csv: string, ...keywords: Keyword[]): ImportPlan {
  const table = keywordTable(csv, 2);
  if (isRefused(table)) throw new Error(table.refused);
  const plan = importKeywords(OID, table.rows, standing(...keywords));
  return { ...plan, badLines: [...table.badLines, ...plan.badLines] };
}

const bad = ({ badLines }: ImportPlan) => badLines.map(({ line, refusal }) => `${line} ${refusal.refused}`);

describe('keywords from a table', () => {
  it('[R104] adds what is new, under the code of the line or of the term', () => {
    const { changed, added } = planned('koodi;nimi;nimi_sv;ohjauksenala\nPRJ-1;Projektit;Projekt;4,5\n;Meri;;\n');
    expect(added).toBe(2);
    expect(changed).toEqual([
      keyword('prj-1', { terms: { fi: 'Projektit', sv: 'Projekt' }, fieldsOfEducation: [4, 5], version: 1 }),
      keyword('meri', { terms: { fi: 'Meri' }, version: 1 }),
    ]);
  });

  it('[R104] the same table again changes nothing', () => {
    const csv = 'code;fi;sv\nmeri;meri;hav\n;satama;\n';
    const first = planned(csv);
    const again = planned(csv, ...first.changed);
    expect([again.changed, again.unchanged, again.badLines]).toEqual([[], 2, []]);
  });

  it('writes what differs, and offers a retired word from before the codeset again', () => {
    const old = keyword('meri', { state: 'RETIRED' });
    const { changed, edited } = planned('fi;sv\nMeri;hav\nsatama;hamn', old, keyword('satama'));
    expect(edited).toBe(2);
    expect(changed).toMatchObject([
      { code: 'meri', state: 'LIVE', terms: { fi: 'meri', sv: 'hav' }, version: 4 },
      { code: 'satama', terms: { fi: 'satama', sv: 'hamn' }, version: 4 },
    ]);
  });

  it('names the bad lines, and takes the others', () => {
    const gone = keyword('vanha', { state: 'RETIRED', mergedInto: 'meri' });
    const lines = [
      ';meri;hav;',
      ';;x;',
      `;${'x'.repeat(41)};;`,
      ';joki;Hav;',
      ';lampi;;13',
      'vanha;vanha;;',
      ';puro;;1',
    ];
    const plan = planned(
      `code;fi;sv;fields\n${lines.join('\n')}`,
      keyword('meri', { terms: { fi: 'meri', sv: 'hav' } }),
      gone,
    );
    expect(bad(plan).sort()).toEqual([
      '3 keyword/line-invalid',
      '4 keyword/line-invalid',
      '5 keyword/term-taken',
      '6 keyword/line-invalid',
      '7 keyword/not-live',
    ]);
    expect(plan.changed.map(({ code }) => code)).toEqual(['puro']);
  });

  it('a term that stands twice in the table, in any case and spacing, is taken once', () => {
    const twice = planned('fi\nmeri  tuuli\n MERI tuuli \n');
    expect(bad(twice)).toEqual(['3 keyword/term-taken']);
    expect(twice.changed).toMatchObject([{ code: 'meri-tuuli', terms: { fi: 'meri tuuli' } }]);
    expect(bad(planned('code;fi\nyksi;meri\nkaksi;Meri\n'))).toEqual(['3 keyword/term-taken']);
  });

  it('leaves out what the table calls retired, and refuses one without Finnish terms or with too many lines', () => {
    expect(planned('fi;state\nmeri;RETIRED\n').changed).toEqual([]);
    expect(keywordTable('sv\nhav\n', 2)).toMatchObject({ refused: 'keyword/table-unreadable' });
    expect(keywordTable(`fi\n${'meri\n'.repeat(501)}`, 2)).toMatchObject({ refused: 'keyword/table-too-long' });
  });
});
