import { describe, expect, it } from '@jest/globals';
import { localisedOf, qualificationOf } from './names-in-koski-data.js';

describe('names in Koski data', () => {
  it.each<[unknown, ReturnType<typeof localisedOf>]>([
    [
      { fi: 'Puuala', sv: 'Träbranschen' },
      { fi: 'Puuala', sv: 'Träbranschen' },
    ],
    [{ sv: 'Träbranschen' }, { fi: 'Träbranschen', sv: 'Träbranschen' }],
    [
      { fi: '', en: 'Wood' },
      { fi: 'Wood', en: 'Wood' },
    ],
    [{ fi: 1 }, null],
    [null, null],
    ['Puuala', null],
  ])('%j', (nimi, expected) => {
    expect(localisedOf(nimi)).toEqual(expected);
    expect(qualificationOf({ koodiarvo: '351741', nimi })).toEqual({ code: '351741', name: expected });
  });

  it('no code is no qualification', () => {
    expect([qualificationOf(undefined), qualificationOf({ nimi: { fi: 'x' } })]).toEqual([null, null]);
  });
});
