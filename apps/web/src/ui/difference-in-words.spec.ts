import { describe, expect, it } from '@jest/globals';
import { placeOf, valueText } from './difference-in-words';

const words = { yes: 'kyllä', no: 'ei', nothing: 'ei mitään', day: (day: string) => `päivä ${day}` };

describe('the place of a difference', () => {
  it('[R167] is named as Koski names it', () => {
    const path = [
      { field: 'tila', item: null },
      { field: 'opiskeluoikeusjaksot', item: '2026-08-10' },
    ];
    expect(placeOf(path)).toBe('tila › opiskeluoikeusjaksot (2026-08-10)');
  });
});

describe('a value of a study right or a HOKS in words', () => {
  it.each<[unknown, string]>([
    [null, 'ei mitään'],
    [undefined, 'ei mitään'],
    ['2027-05-31', 'päivä 2027-05-31'],
    [true, 'kyllä'],
    [5, '5'],
    [{ koodiarvo: 'lasna', koodistoUri: 'koskiopiskeluoikeudentila' }, 'lasna'],
    [{ koodiarvo: 'lasna', nimi: { fi: 'Läsnä', sv: 'Närvarande' } }, 'Närvarande'],
    [{ fi: 'Puuala' }, 'Puuala'],
    [{ alku: '2026-08-10', tila: { koodiarvo: 'loma' } }, 'alku päivä 2026-08-10, tila loma'],
    [['10', '11'], '10; 11'],
    [{}, ''],
  ])('%j', (value, expected) => {
    expect(valueText(value, 'sv', words)).toBe(expected);
  });

  it('is cut where nobody reads on', () => {
    expect(valueText('x'.repeat(5_000), 'fi', words)).toBe(`${'x'.repeat(200)}…`);
  });
});
