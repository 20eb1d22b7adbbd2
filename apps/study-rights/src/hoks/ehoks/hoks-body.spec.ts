import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hoks, studyRight } from '../../../test/samples.js';
import type { HoksFields } from '../domain/hoks.js';
import { withIdentifiedWays } from '../domain/identified-ways.js';
import { hoksRefusal } from '../domain/hoks-rules.js';
import { withoutPersonalData } from '../queries/hoks-page/without-personal-data.js';
import { hoksCreation, hoksPatch, hoksReplacement } from './hoks-body.js';

const context = { studyRight: studyRight(), today: '2026-11-23', mode: 'INTEGRATION' } as const;
const { 'opiskeluoikeus-oid': studyRightOid, 'oppija-oid': learnerOid, ...rest } = hoks();

describe('bodies of HOKSes', () => {
  it('[R156] [R157] the minimum data of 2019 are enough; a PATCH needs nothing, a PUT no oids', () => {
    expect(hoksCreation.parse(hoks())).toEqual(hoks());
    expect(hoksReplacement.parse(rest)).toEqual(rest);
    expect(hoksPatch.parse({})).toEqual({});
  });

  it.each([
    ['opiskeluoikeus-oid', '1.2.246.562.15.12345678910'],
    ['opiskeluoikeus-oid', '1.2.246.562.15.00000000001'],
    ['oppija-oid', '1.2.246.562.24.00000000001'],
    ['ensikertainen-hyvaksyminen', '2026-02-30'],
    ['osaamisen-hankkimisen-tarve', null],
    ['osaamisen-hankkimisen-tarve', undefined],
    ['manuaalisyotto', true],
    ['eid', 'x'],
    ['tuntematon', 1],
  ])('refuses %s: %s', (field, value) => {
    expect(hoksCreation.safeParse({ ...hoks(), [field]: value }).success).toBe(false);
  });

  const educationPart = {
    'koulutuksen-osa-koodi-uri': 'koulutuksenosattuva_104',
    'koulutuksen-osa-koodi-versio': 1,
    laajuus: 0,
    alku: '2026-09-01',
    loppu: '2026-10-01',
  };
  const way = {
    alku: '2026-09-01',
    loppu: '2026-10-01',
    'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_oppilaitosmuotoinenkoulutus',
  };
  const parts = 'hankittavat-koulutuksen-osat';

  it.each<[string, object, boolean]>([
    ['laajuus 0', { [parts]: [educationPart] }, true],
    ['laajuus 1.5', { [parts]: [{ ...educationPart, laajuus: 1.5 }] }, true],
    ['laajuus below 0', { [parts]: [{ ...educationPart, laajuus: -0.1 }] }, false],
    [
      'a code of four digits',
      { [parts]: [{ ...educationPart, 'koulutuksen-osa-koodi-uri': 'koulutuksenosattuva_1040' }] },
      false,
    ],
    [
      'a code of another list',
      { [parts]: [{ ...educationPart, 'koulutuksen-osa-koodi-uri': 'tutkinnonosat_104' }] },
      false,
    ],
    ['a way', { 'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': [way] }] }, true],
    [
      'no loppu',
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': [{ ...way, loppu: undefined }] }] },
      false,
    ],
    [
      'half a per cent',
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': [{ ...way, 'osa-aikaisuustieto': 0.5 }] }] },
      false,
    ],
    [
      'an empty yksiloiva-tunniste',
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': [{ ...way, 'yksiloiva-tunniste': '' }] }] },
      false,
    ],
    ['a moment with its zone', { hyvaksytty: '2026-09-01T10:00:00.123+03:00' }, true],
    ['a moment that does not exist', { paivitetty: '2026-02-30T10:00:00Z' }, false],
    [
      'tutkinnon-osan-perusteen-diaarinro of a part to be acquired',
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'tutkinnon-osan-perusteen-diaarinro': 'OPH-3418-2025' }] },
      true,
    ],
    [
      'tutkinnon-osan-perusteen-diaarinro of a part acquired before, in another form',
      { 'aiemmin-hankitut-ammat-tutkinnon-osat': [{ 'tutkinnon-osan-perusteen-diaarinro': '39/011/2014' }] },
      true,
    ],
    [
      'a number for tutkinnon-osan-perusteen-diaarinro',
      { 'hankittavat-ammat-tutkinnon-osat': [{ 'tutkinnon-osan-perusteen-diaarinro': 3418 }] },
      false,
    ],
    [
      'null for tutkinnon-osan-perusteen-diaarinro',
      { 'aiemmin-hankitut-ammat-tutkinnon-osat': [{ 'tutkinnon-osan-perusteen-diaarinro': null }] },
      false,
    ],
    ['half an hour of teaching', { 'hankittavat-ammat-tutkinnon-osat': [{ 'opetus-ja-ohjaus-maara': 0.5 }] }, true],
    ['less than no teaching', { 'hankittavat-ammat-tutkinnon-osat': [{ 'opetus-ja-ohjaus-maara': -1 }] }, false],
    [
      'less than no teaching of a local part',
      { 'hankittavat-paikalliset-tutkinnon-osat': [{ 'opetus-ja-ohjaus-maara': -0.1 }] },
      false,
    ],
    [
      'less than no teaching of an osa-alue',
      { 'hankittavat-yhteiset-tutkinnon-osat': [{ 'osa-alueet': [{ 'opetus-ja-ohjaus-maara': -1 }] }] },
      false,
    ],
    [
      'a yksiloiva-tunniste of spaces',
      {
        'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': [{ ...way, 'yksiloiva-tunniste': '  ' }] }],
      },
      false,
    ],
    ['an e-mail, as in the minimum of 2019', { sahkoposti: 'a@b.example' }, true],
  ])('%s', (_, more, success) => {
    for (const schema of [hoksCreation, hoksReplacement]) {
      expect(schema.safeParse({ ...hoks(), ...more }).success).toBe(success);
    }
  });

  it('[R171] the need to acquire competence is mandatory in POST and PUT, not in PATCH; null is no answer to it', () => {
    const { 'osaamisen-hankkimisen-tarve': _, ...without } = hoks();
    const read = [hoksCreation, hoksReplacement, hoksPatch].map((schema) => [
      schema.safeParse(without).success,
      schema.safeParse({ ...without, 'osaamisen-hankkimisen-tarve': null }).success,
    ]);
    expect(read).toEqual([
      [false, false],
      [false, false],
      [true, false],
    ]);
  });

  it('takes the space around every text away, in parts too, and touches nothing else', () => {
    const parts = (tunniste: string, nimi: string) => ({
      'hankittavat-ammat-tutkinnon-osat': [
        {
          'osaamisen-hankkimistavat': [
            {
              ...way,
              'yksiloiva-tunniste': tunniste,
              'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-nimi': nimi },
            },
          ],
        },
      ],
    });
    const sent = { ...hoks(), sahkoposti: ' a@b.example\n', versio: 2, ...parts(' 1 ', 'Esimerkki  Oy ') };
    const kept = { ...hoks(), sahkoposti: 'a@b.example', versio: 2, ...parts('1', 'Esimerkki  Oy') };
    expect(hoksCreation.parse(sent)).toEqual(kept);
    expect(hoksReplacement.parse(sent)).toEqual(kept);
    expect(hoksPatch.parse({ puhelinnumero: ' 040 123 ' })).toEqual({ puhelinnumero: '040 123' });
  });

  it('what is too deep is refused and not looked into', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    const sent = { ...hoks(), 'opiskeluvalmiuksia-tukevat-opinnot': [{ deep }] };
    expect(hoksCreation.safeParse(sent).success).toBe(false);
  });

  it('a PATCH takes no parts', () => {
    expect(hoksPatch.safeParse({ 'oppimisen-tuki': [] }).success).toBe(false);
  });

  it('property: any JSON is read or refused, and what is read is decided on; nothing throws', () => {
    const names = Object.keys(hoksCreation.shape);
    const someHoks = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 5 }), { maxKeys: 6 });
    const anything = fc.oneof(
      fc.jsonValue(),
      someHoks,
      someHoks.map((fields) => ({ ...hoks(), ...fields })),
    );
    fc.assert(
      fc.property(anything, (value) => {
        for (const schema of [hoksCreation, hoksReplacement, hoksPatch]) {
          const read = schema.safeParse(value);
          if (!read.success) continue;
          hoksRefusal(read.data, context);
          withIdentifiedWays(read.data, () => 'id');
          withoutPersonalData(read.data);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is entered by hand', () => {
  it('gets the identifiers that a source system would have given; those given stay', () => {
    const ways = { 'osaamisen-hankkimistavat': [{ 'yksiloiva-tunniste': 'a' }, {}] };
    const fields = {
      'hankittavat-ammat-tutkinnon-osat': [ways],
      'hankittavat-yhteiset-tutkinnon-osat': [{ 'osa-alueet': [ways] }, {}],
    } as unknown as HoksFields;
    const identified = { 'osaamisen-hankkimistavat': [{ 'yksiloiva-tunniste': 'a' }, { 'yksiloiva-tunniste': 'new' }] };
    expect(withIdentifiedWays(fields, () => 'new')).toEqual({
      'hankittavat-ammat-tutkinnon-osat': [identified],
      'hankittavat-yhteiset-tutkinnon-osat': [{ 'osa-alueet': [identified] }, {}],
    });
  });
});

describe('a HOKS for statistics', () => {
  it('names nobody', () => {
    const shown = withoutPersonalData({
      id: 1,
      poistettu: new Date(0),
      sahkoposti: 'a@b.example',
      puhelinnumero: '1',
      'hankittavat-ammat-tutkinnon-osat': [
        {
          'osaamisen-hankkimistavat': [
            {
              alku: '2026-09-01',
              'jarjestajan-edustaja': { nimi: 'A' },
              'hankkijan-edustaja': { nimi: 'B' },
              'tyopaikalla-jarjestettava-koulutus': { 'vastuullinen-tyopaikka-ohjaaja': { nimi: 'C' } },
            },
          ],
          'osaamisen-osoittaminen': [{ 'tyoelama-osaamisen-arvioijat': [{ nimi: 'D', organisaatio: { nimi: 'Oy' } }] }],
        },
      ],
    });
    expect(shown).toEqual({
      id: 1,
      poistettu: new Date(0),
      'hankittavat-ammat-tutkinnon-osat': [
        {
          'osaamisen-hankkimistavat': [
            { alku: '2026-09-01', 'tyopaikalla-jarjestettava-koulutus': { 'vastuullinen-tyopaikka-ohjaaja': true } },
          ],
          'osaamisen-osoittaminen': [
            { 'tyoelama-osaamisen-arvioijat': [{ nimi: '<REDACTED>', organisaatio: { nimi: 'Oy' } }] },
          ],
        },
      ],
    });
  });
});
