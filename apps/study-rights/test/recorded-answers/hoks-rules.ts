import type { Way } from '../../src/hoks/domain/hoks.js';
import type { Opiskeluoikeus } from '../../src/study-rights/domain/opiskeluoikeus.js';
import { EHOKS, HOKS } from '../ehoks.js';
import { given, payload } from '../koski.js';
import { hoks, opiskeluoikeus, period, periods, STUDY_RIGHT_OID } from '../samples.js';
import { type Story, type Telling, who } from './story.js';

type Fields = Readonly<Record<string, unknown>>;

// No day from here on lies ahead of today: beside days that are counted from today it would be taken for one of them.
const way = (more: Fields = {}): Fields => ({
  alku: '2026-09-01',
  loppu: '2026-10-30',
  'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_koulutussopimus',
  'yksiloiva-tunniste': '1',
  'osa-aikaisuustieto': 100,
  'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-9' },
  ...more,
});
const ammat = (...ways: Fields[]): Fields => ({
  'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': ways }],
});
const past = (loppu: string): Partial<Way> => ({ alku: '2021-01-11', loppu });
const apprenticeship = { 'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_oppisopimus' };
const basis = { 'oppisopimuksen-perusta-koodi-uri': 'oppisopimuksenperusta_01' };
const withoutBusinessId = { 'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-nimi': 'Esimerkki Oy' } };
const support = (kind: string, more: Fields = {}): Fields => ({
  'oppimisen-tuki': [{ 'oppimisen-tuen-tyyppi-koodi-uri': `ammatillinenkoulutusoppimisentuentyyppi_${kind}`, ...more }],
});
const prior = (kind: string, part: object): Fields => ({ [`aiemmin-hankitut-${kind}-tutkinnon-osat`]: [part] });
const process = (code: string): Fields => ({ 'valittu-todentamisen-prosessi-koodi-uri': code });
const tutoring = {
  ...{ alku: '2026-09-01', loppu: '2026-10-01' },
  'tutkinnon-osan-tyyppi-koodi-uri': 'ammatillisentutkinnonosanryhma_1',
};
const interrupted = (...keskeytymisajanjaksot: Fields[]): Fields => ammat(way({ keskeytymisajanjaksot }));
const elsewhere = {
  'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_oppilaitosmuotoinenkoulutus',
  ...{
    'yksiloiva-tunniste': undefined,
    'osa-aikaisuustieto': undefined,
    'tyopaikalla-jarjestettava-koulutus': undefined,
  },
};

const vocational = (more: Fields = {}): Opiskeluoikeus =>
  opiskeluoikeus({ ...periods(period('2020-08-10', 'lasna')), arvioituPäättymispäivä: '2026-10-31', ...more });
/** As it was when it began: VALMA as a whole has ended by now. */
const atItsBeginning = (name: 'valma' | 'tuva'): Opiskeluoikeus => {
  const sent = payload(name);
  return { ...sent, tila: { opiskeluoikeusjaksot: sent.tila.opiskeluoikeusjaksot.slice(0, 1) } };
};

/** A study right, and HOKSes that are checked for it and stored nowhere. */
const checked = (
  name: string,
  sent: () => Opiskeluoikeus,
  rows: readonly (readonly [what: string, fields: Fields | ((run: Telling) => Fields)])[],
): Story => ({
  name: `POST validointi: ${name}`,
  tell: async (run) => {
    const { oid, learner } = await given(sent());
    for (const [what, fields] of rows) {
      const more = typeof fields === 'function' ? fields(run) : fields;
      await run.ask(what, who.tallentaja, `POST ${EHOKS}/validointi`, { ...hoks(oid, learner), ...more });
    }
  },
});

const refused = checked('what the rules refuse for a qualification', vocational, [
  ['competence before 2018', { 'osaamisen-saavuttamisen-pvm': '2018-01-01' }],
  ['competence in fifteen days', (run) => ({ 'osaamisen-saavuttamisen-pvm': run.day(15) })],
  ['a career plan of another form', { 'urasuunnitelma-koodi-uri': 'urasuunnitelma_1' }],
  [
    'parts of TUVA',
    {
      'hankittavat-koulutuksen-osat': [
        { 'koulutuksen-osa-koodi-uri': 'koulutuksenosattuva_101', laajuus: 1, alku: '2026-09-01', loppu: '2026-10-01' },
      ],
    },
  ],
  ['an unknown kind of support', support('04')],
  ['tutoring without its period', support('01')],
  ['tutoring without its end', support('01', { ...tutoring, loppu: undefined })],
  ['support with a period', support('02', { alku: '2026-09-01' })],
  ['support with all of tutoring', support('03', tutoring)],
  ['a local part that is not verified', prior('paikalliset', {})],
  ['a common part whose area is not verified', prior('yhteiset', { 'osa-alueet': [{}] })],
  ['a vocational part verified by no code', prior('ammat', process('x_1'))],
  ['a common part verified by nothing', prior('yhteiset', process(''))],
  ['a local part verified by no code', prior('paikalliset', process('x_1'))],
  ['a way that ends before it begins', ammat(way({ alku: '2026-09-02', loppu: '2026-09-01' }))],
  ['a way of more than five years', ammat(way({ alku: '2021-08-10', loppu: '2026-08-11' }))],
  ['a way before the study right', ammat(way({ alku: '2020-08-09', loppu: '2020-08-10' }))],
  ['a way after the study right', ammat(way({ loppu: '2026-11-01' }))],
  ['a way at a workplace without identifier', ammat(way(), way({ 'yksiloiva-tunniste': undefined }))],
  ['a workplace without Y-tunnus', ammat(way({ 'tyopaikalla-jarjestettava-koulutus': {} }))],
  ['a workplace without Y-tunnus, 26.8.2021', ammat(way({ ...past('2021-08-26'), ...withoutBusinessId }))],
  [
    'a Y-tunnus with a wrong check digit',
    ammat(way({ 'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-8' } })),
  ],
  ['an apprenticeship without its basis', ammat(way(apprenticeship))],
  ['an apprenticeship without its basis, 1.7.2021', ammat(way({ ...apprenticeship, ...past('2021-07-01') }))],
  ['no part-time share', ammat(way({ 'osa-aikaisuustieto': undefined }))],
  ['no part-time share, 1.7.2023', ammat(way({ ...past('2023-07-01'), 'osa-aikaisuustieto': undefined }))],
  ['a share of 0', ammat(way({ 'osa-aikaisuustieto': 0 }))],
  ['a share of −1', ammat(way({ 'osa-aikaisuustieto': -1 }))],
  ['a share of 101', ammat(way({ ...apprenticeship, ...basis, 'osa-aikaisuustieto': 101 }))],
  [
    'interruptions that overlap',
    interrupted({ alku: '2026-10-05', loppu: '2026-10-06' }, { alku: '2026-10-01', loppu: '2026-10-05' }),
  ],
  [
    'an interruption without end before another',
    interrupted({ alku: '2026-10-01' }, { alku: '2026-10-05', loppu: '2026-10-06' }),
  ],
  [
    'several rules at once',
    {
      ...ammat(
        way({ alku: '2026-09-02', loppu: '2026-09-01', 'osa-aikaisuustieto': 0 }),
        way(),
        way({ 'osa-aikaisuustieto': 0 }),
      ),
      'urasuunnitelma-koodi-uri': 'x',
      ...support('01'),
    },
  ],
  ['more than fifty', ammat(...Array.from({ length: 60 }, () => way({ 'osa-aikaisuustieto': 0 })))],
  [
    'a way of a common part',
    {
      'hankittavat-yhteiset-tutkinnon-osat': [
        {},
        { 'osa-alueet': [{ 'osaamisen-hankkimistavat': [way({ 'osa-aikaisuustieto': undefined })] }] },
      ],
    },
  ],
  [
    'a way of a local part',
    {
      'hankittavat-paikalliset-tutkinnon-osat': [
        { 'osaamisen-hankkimistavat': [way({ 'yksiloiva-tunniste': undefined })] },
      ],
    },
  ],
]);

const allowed = checked('what the rules allow for a qualification', vocational, [
  ['the minimum', {}],
  ['the link to TUVA', { 'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID }],
  ['supporting studies', { 'opiskeluvalmiuksia-tukevat-opinnot': [{}] }],
  ['tutoring with its period', support('01', tutoring)],
  ['other support', support('02')],
  ['a career plan', { 'urasuunnitelma-koodi-uri': 'urasuunnitelma_0001' }],
  ['competence in fourteen days', (run) => ({ 'osaamisen-saavuttamisen-pvm': run.day(14) })],
  ['competence of 2.1.2018', { 'osaamisen-saavuttamisen-pvm': '2018-01-02' }],
  [
    'verified prior learning',
    { ...prior('paikalliset', process('osaamisentodentamisenprosessi_0001')), ...prior('ammat', {}) },
  ],
  ['a way at a workplace', ammat(way())],
  ['a way elsewhere', ammat(way(elsewhere))],
  ['25.8.2021: no Y-tunnus', ammat(way({ ...past('2021-08-25'), ...withoutBusinessId }))],
  ['30.6.2021: no basis', ammat(way({ ...apprenticeship, ...past('2021-06-30') }))],
  ['30.6.2023: no share', ammat(way({ ...past('2023-06-30'), 'osa-aikaisuustieto': undefined }))],
  ['the whole of the study right', ammat(way({ alku: '2021-10-31', loppu: '2026-10-31' }))],
  ['interruptions one after another', interrupted({ alku: '2026-10-05' }, { alku: '2026-10-01', loppu: '2026-10-04' })],
]);

const others: readonly Story[] = [
  checked('a HOKS of TUVA', () => atItsBeginning('tuva'), [
    ['the minimum', {}],
    [
      'parts of TUVA',
      {
        'hankittavat-koulutuksen-osat': [
          {
            'koulutuksen-osa-koodi-uri': 'koulutuksenosattuva_101',
            laajuus: 1.5,
            alku: '2026-09-01',
            loppu: '2026-10-01',
          },
        ],
      },
    ],
    ['a link to TUVA', { 'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID }],
    ['common parts', { 'hankittavat-yhteiset-tutkinnon-osat': [{}] }],
    ['prior vocational parts', { 'aiemmin-hankitut-ammat-tutkinnon-osat': [{}] }],
    [
      'all parts',
      {
        'hankittavat-ammat-tutkinnon-osat': [{}],
        'hankittavat-paikalliset-tutkinnon-osat': [{}],
        'aiemmin-hankitut-yhteiset-tutkinnon-osat': [{}],
      },
    ],
    ['supporting studies', { 'opiskeluvalmiuksia-tukevat-opinnot': [{}] }],
  ]),
  checked('a HOKS of TELMA', () => payload('telma'), [
    ['the minimum', {}],
    ['no part-time share', ammat(way({ 'osa-aikaisuustieto': undefined }))],
  ]),
  checked('a HOKS of VALMA', () => atItsBeginning('valma'), [
    ['the minimum', {}],
    ['no part-time share', ammat(way({ 'osa-aikaisuustieto': undefined }))],
  ]),
  checked(
    'a HOKS of a study right that was interrupted',
    () => vocational(periods(period('2020-08-10', 'lasna'), period('2026-10-01', 'valiaikaisestikeskeytynyt'))),
    [['a way after the study right', ammat(way({ loppu: '2026-11-01' }))]],
  ),
  checked(
    'a HOKS of a study right that has ended',
    () => vocational(periods(period('2020-08-10', 'lasna'), period('2026-10-01', 'eronnut'))),
    [
      ['the minimum', {}],
      ['a way after the study right', ammat(way({ alku: '2026-10-31', loppu: '2026-11-01' }))],
    ],
  ),
  checked('a HOKS of lukio', () => payload('lukio'), [['the minimum', {}]]),
];

const shape: Story = {
  name: 'POST hoks: the shape of the body',
  tell: async (run) => {
    const sent = hoks();
    const post = (what: string, body: unknown, headers = {}) =>
      run.ask(what, who.tallentaja, `POST ${HOKS}`, typeof body === 'string' ? body : JSON.stringify(body), headers);
    await post('null', 'null');
    await post('a number', '1');
    await post('a text', JSON.stringify('x'));
    await post('a list', [sent]);
    await post('an empty object', {});
    for (const field of Object.keys(sent)) await post(`no ${field}`, { ...sent, [field]: undefined });
    const rows: readonly (readonly [what: string, more: Fields])[] = [
      ['null for a text', { sahkoposti: null }],
      ['a very long text', { sahkoposti: 'x'.repeat(201) }],
      ['a text for a boolean', { 'osaamisen-hankkimisen-tarve': 'true' }],
      ['an unknown field', { tuntematon: 1 }],
      ['several unknown fields', { b: 1, a: 2 }],
      ['a very long name', { ['x'.repeat(1_000)]: 1 }],
      ['manuaalisyotto', { manuaalisyotto: true }],
      ['eid', { eid: '3f6c0c7e-2f0e-4b53-9a55-111111111111' }],
      ['id', { id: 1 }],
      ['poistettu', { poistettu: '2026-10-01T00:00:00Z' }],
      ['a study right oid of a wrong form', { 'opiskeluoikeus-oid': '1.2.246.562.15.1' }],
      ['a study right oid with a wrong check digit', { 'opiskeluoikeus-oid': '1.2.246.562.15.12345678910' }],
      ['tuva-opiskeluoikeus-oid with a wrong check digit', { 'tuva-opiskeluoikeus-oid': '1.2.246.562.15.12345678910' }],
      ['a learner oid of another node', { 'oppija-oid': STUDY_RIGHT_OID }],
      ['a learner oid with a wrong check digit', { 'oppija-oid': '1.2.246.562.24.00000000001' }],
      ['a learner oid that is a number', { 'oppija-oid': 1 }],
      ['a day that does not exist', { 'ensikertainen-hyvaksyminen': '2026-02-30' }],
      ['a moment for a day', { 'ensikertainen-hyvaksyminen': '2026-09-01T00:00:00Z' }],
      ['a day for a moment', { hyvaksytty: '2026-09-01' }],
      ['a moment without a zone', { paivitetty: '2026-09-01T10:00:00' }],
      ['a version of 0', { 'urasuunnitelma-koodi-versio': 0 }],
      ['a version of a part', { versio: 1.5 }],
      ['a list for a text', { puhelinnumero: ['1'] }],
      ['an object for a list', { 'oppimisen-tuki': {} }],
      ['201 parts', { 'hankittavat-ammat-tutkinnon-osat': Array.from({ length: 201 }, () => ({})) }],
      ['a part that is null', { 'hankittavat-ammat-tutkinnon-osat': [null] }],
      ['a way without anything', ammat({})],
      ['a way in a way of its own', ammat(way({ 'osaamisen-hankkimistapa-koodi-uri': 'muu_1' }))],
      ['an identifier of spaces', ammat(way({ 'yksiloiva-tunniste': '  ' }))],
      ['a basis of no code', ammat(way({ 'oppisopimuksen-perusta-koodi-uri': '01' }))],
      ['a share that is a text', ammat(way({ 'osa-aikaisuustieto': '100' }))],
      [
        'a Y-tunnus that is a number',
        ammat(way({ 'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': 1 } })),
      ],
      ['an interruption without a day', interrupted({ loppu: '2026-10-01' })],
      ['hours below 0', { 'hankittavat-ammat-tutkinnon-osat': [{ 'opetus-ja-ohjaus-maara': -1 }] }],
      [
        'a diaarinumero that is a number',
        { 'aiemmin-hankitut-ammat-tutkinnon-osat': [{ 'tutkinnon-osan-perusteen-diaarinro': 1 }] },
      ],
      ['a part of TUVA without anything', { 'hankittavat-koulutuksen-osat': [{}] }],
      [
        'a part of TUVA of another list',
        { 'hankittavat-koulutuksen-osat': [{ 'koulutuksen-osa-koodi-uri': 'x', laajuus: -1, alku: '', loppu: 1 }] },
      ],
      ['support of no kind', { 'oppimisen-tuki': [{ 'tutkinnon-osan-tyyppi-koodi-uri': 'x' }] }],
      ['more mistakes than are told', ammat(...Array.from({ length: 60 }, () => ({})))],
    ];
    for (const [what, more] of rows) await post(what, { ...sent, ...more });
    const wrong = { ...sent, 'oppija-oid': 'x', 'osaamisen-hankkimisen-tarve': 'x' };
    for (const language of ['fi', 'sv', 'en'])
      await post(`several (${language})`, wrong, { 'accept-language': language });
  },
};

/** What a HOKS may say and what not. */
export const hoksRules: readonly Story[] = [refused, allowed, ...others, shape];
