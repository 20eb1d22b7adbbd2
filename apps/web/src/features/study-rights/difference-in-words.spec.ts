import { describe, expect, it } from '@jest/globals';
import { placeOf, valueOf } from './difference-in-words';

describe('a difference in words', () => {
  it('[R167] says where it is in the names of Koski', () => {
    const path = [
      { field: 'tila', item: null },
      { field: 'opiskeluoikeusjaksot', item: '2026-08-10' },
    ];
    expect(placeOf(path)).toBe('tila › opiskeluoikeusjaksot (2026-08-10)');
  });

  it.each<[unknown, string]>([
    [null, '–'],
    [undefined, '–'],
    ['2027-05-31', '2027-05-31'],
    [5, '5'],
    [{ koodiarvo: 'lasna', koodistoUri: 'koskiopiskeluoikeudentila' }, 'lasna'],
    [{ oid: '1.2' }, '{"oid":"1.2"}'],
    ['x'.repeat(300), `${'x'.repeat(200)}…`],
  ])('%j is said as %s', (value, said) => {
    expect(valueOf(value)).toBe(said);
  });
});
