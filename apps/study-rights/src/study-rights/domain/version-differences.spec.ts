import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sameJson } from './same-json.js';
import { type Difference, differencesBetween } from './version-differences.js';

/** A difference in one line: `field[item] › field: before → after`. */
function lineOf({ path, kind, before, after }: Difference): string {
  const place = path.map(({ field, item }) => (item === null ? field : `${field}[${item}]`)).join(' › ');
  return `${kind} ${place}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}

const lines = (before: object, after: object): string[] => differencesBetween(before, after).map(lineOf);
const period = (alku: string, koodiarvo: string, more: object = {}) => ({ alku, tila: { koodiarvo }, ...more });
const periods = (...list: object[]) => ({ tila: { opiskeluoikeusjaksot: list } });
const part = (koodiarvo: string, more: object = {}) => ({ koulutusmoduuli: { tunniste: { koodiarvo } }, ...more });

describe('the differences between two versions', () => {
  it.each<[string, object, object, string[]]>([
    ['equal ones have none', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    [
      'a field added, one removed, one changed',
      { a: 1, b: 2 },
      { b: 3, c: null },
      ['REMOVED a: 1 → null', 'CHANGED b: 2 → 3', 'ADDED c: null → null'],
    ],
    [
      'a field within fields',
      { lisätiedot: { hojks: false } },
      { lisätiedot: { hojks: true } },
      ['CHANGED lisätiedot › hojks: false → true'],
    ],
    [
      'what is added is given as a whole',
      {},
      { lisätiedot: { hojks: true } },
      ['ADDED lisätiedot: null → {"hojks":true}'],
    ],
    [
      'a code is one value',
      { tyyppi: { koodiarvo: 'tuva', nimi: { fi: 'Tuva' } } },
      { tyyppi: { koodiarvo: 'telma' } },
      ['CHANGED tyyppi: {"koodiarvo":"tuva","nimi":{"fi":"Tuva"}} → {"koodiarvo":"telma"}'],
    ],
    ['another kind of value', { a: [1] }, { a: { b: 1 } }, ['CHANGED a: [1] → {"b":1}']],
    [
      'a period between others leaves those alone',
      periods(period('2026-08-01', 'lasna'), period('2027-05-31', 'valmistunut')),
      periods(period('2026-08-01', 'lasna'), period('2027-01-01', 'loma'), period('2027-05-31', 'valmistunut')),
      ['ADDED tila › opiskeluoikeusjaksot[2027-01-01]: null → {"alku":"2027-01-01","tila":{"koodiarvo":"loma"}}'],
    ],
    [
      'the state of a period',
      periods(period('2026-08-01', 'lasna')),
      periods(period('2026-08-01', 'loma')),
      ['CHANGED tila › opiskeluoikeusjaksot[2026-08-01] › tila: {"koodiarvo":"lasna"} → {"koodiarvo":"loma"}'],
    ],
    [
      'mitatoity on the day of the period before it',
      periods(period('2026-08-01', 'lasna')),
      periods(period('2026-08-01', 'lasna'), period('2026-08-01', 'mitatoity')),
      [
        'ADDED tila › opiskeluoikeusjaksot[2026-08-01 (2)]: null → {"alku":"2026-08-01","tila":{"koodiarvo":"mitatoity"}}',
      ],
    ],
    [
      'a grade of a part by its code, wherever the part stands',
      { suoritukset: [part('1', { osasuoritukset: [part('10'), part('11', { arvosana: 1 })] })] },
      { suoritukset: [part('1', { osasuoritukset: [part('11', { arvosana: 2 }), part('10')] })] },
      [
        'CHANGED suoritukset[1] › osasuoritukset[11] › arvosana: 1 → 2',
        'REORDERED suoritukset[1] › osasuoritukset: ["10","11"] → ["11","10"]',
      ],
    ],
    [
      'items with nothing to know them by are counted',
      { a: [{ b: 1 }, { b: 2 }] },
      { a: [{ b: 1 }, { b: 3 }, {}] },
      ['CHANGED a[2] › b: 2 → 3', 'ADDED a[3]: null → {}'],
    ],
    ['a list in a list is one value', { a: [[1], [2]] }, { a: [[1], [3]] }, ['CHANGED a[2]: [2] → [3]']],
    ['one of two equal texts goes', { a: ['x', 'x', 'y'] }, { a: ['x', 'y'] }, ['REMOVED a[x (2)]: "x" → null']],
    [
      'names that look like numbered ones',
      { a: ['x', 'x (2)', 'x'] },
      { a: ['x', 'x (2)'] },
      ['REMOVED a[x (3)]: "x" → null'],
    ],
    [
      'a part of a HOKS by its code',
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'tutkinnon-osa-koodi-uri': 'tutkinnonosat_1', laajuus: 5 }] },
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'tutkinnon-osa-koodi-uri': 'tutkinnonosat_1', laajuus: 6 }] },
      ['CHANGED hankittavat-ammat-tutkinnon-osat[tutkinnonosat_1] › laajuus: 5 → 6'],
    ],
    ['a field called __proto__', JSON.parse('{"__proto__":1}') as object, {}, ['REMOVED __proto__: 1 → null']],
  ])('%s', (_, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('x', 'y', 1, true, null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('alku', 'koodiarvo', 'a', 'b'), tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const document = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { maxKeys: 3 });

  it('there are some exactly when the versions are not equal', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        expect(differencesBetween(before, after).length === 0).toBe(sameJson(before, after));
        expect(differencesBetween(before, structuredClone(before))).toEqual([]);
      }),
    );
  });

  it('are the same backwards, with before and after exchanged', () => {
    const backwards = { ADDED: 'REMOVED', REMOVED: 'ADDED', CHANGED: 'CHANGED', REORDERED: 'REORDERED' } as const;
    fc.assert(
      fc.property(document, document, (before, after) => {
        const there = differencesBetween(before, after).map(lineOf).sort();
        const back = differencesBetween(after, before).map(({ path, kind, before: b, after: a }) =>
          lineOf({ path, kind: backwards[kind], before: a, after: b }),
        );
        expect(back.sort()).toEqual(there);
      }),
    );
  });
});
