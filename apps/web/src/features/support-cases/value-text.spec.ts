import { describe, expect, it } from '@jest/globals';
import { valueText } from './value-text';

const words = { yes: 'kyllä', no: 'ei', nothing: 'ei mitään' };

describe('a value of a study right or a HOKS in words', () => {
  it.each<[unknown, string]>([
    [null, 'ei mitään'],
    [true, 'kyllä'],
    [5, '5'],
    [{ koodiarvo: 'lasna', koodistoUri: 'koskiopiskeluoikeudentila' }, 'lasna'],
    [{ koodiarvo: 'lasna', nimi: { fi: 'Läsnä', sv: 'Närvarande' } }, 'Närvarande'],
    [{ fi: 'Puuala' }, 'Puuala'],
    [{ alku: '2026-08-10', tila: { koodiarvo: 'loma' } }, 'alku 2026-08-10, tila loma'],
    [['10', '11'], '10; 11'],
    [{}, ''],
  ])('%j', (value, expected) => {
    expect(valueText(value, 'sv', words)).toBe(expected);
  });

  it('is cut where nobody reads on', () => {
    expect(valueText('x'.repeat(5_000), 'fi', words)).toBe(`${'x'.repeat(200)}…`);
  });
});
