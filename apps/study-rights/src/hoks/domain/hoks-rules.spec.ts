import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addYears } from '#kernel';
import { learnerOid, opiskeluoikeus, period, periods, studyRight, suoritus } from '../../../test/samples.js';
import type { EntryMode, HoksFields, Way } from './hoks.js';
import type { Opiskeluoikeus } from '../../study-rights/domain/opiskeluoikeus.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';
import { hoksRefusal } from './hoks-rules.js';
import { learnersAreLetInFromADay } from './rules/learners-are-let-in-from-a-day.js';
import { learnersSignInWithTheirOid } from './rules/learners-sign-in-with-their-oid.js';

const of = (more: Partial<Opiskeluoikeus> = {}): StudyRight =>
  studyRight({
    data: opiskeluoikeus({
      ...periods(period('2020-08-10', 'lasna')),
      arvioituPäättymispäivä: '2027-05-31',
      ...more,
    }),
  });
const vocational = of();
const tuva = of({ tyyppi: { koodiarvo: 'tuva' } });
const telma = of({ suoritukset: [suoritus('999903', 'telma')] });
const valma = of({ suoritukset: [suoritus('999901', 'valma')] });

const refusalOf = (fields: HoksFields, right = vocational, today = '2026-11-23', mode: EntryMode = 'INTEGRATION') =>
  hoksRefusal(fields, { studyRight: right, today, mode });

const way = (more: Partial<Way> = {}): Way => ({
  alku: '2026-09-01',
  loppu: '2026-12-18',
  'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_koulutussopimus',
  'yksiloiva-tunniste': '1',
  'osa-aikaisuustieto': 100,
  'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-9' },
  ...more,
});
const ammat = (...ways: Way[]): HoksFields => ({
  'hankittavat-ammat-tutkinnon-osat': [{ 'osaamisen-hankkimistavat': ways }],
});
const withoutBusinessId = { 'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-nimi': 'Esimerkki Oy' } };
const basis = { 'oppisopimuksen-perusta-koodi-uri': 'oppisopimuksenperusta_01' };
const past = (loppu: string): Partial<Way> => ({ alku: '2021-01-11', loppu });
const apprenticeship = { 'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_oppisopimus' };
const support = (kind: string, more: object = {}): HoksFields => ({
  'oppimisen-tuki': [{ 'oppimisen-tuen-tyyppi-koodi-uri': `ammatillinenkoulutusoppimisentuentyyppi_${kind}`, ...more }],
});
const prior = (kind: string, part: object): HoksFields => ({ [`aiemmin-hankitut-${kind}-tutkinnon-osat`]: [part] });
const period01 = {
  alku: '2026-09-01',
  loppu: '2026-10-01',
  'tutkinnon-osan-tyyppi-koodi-uri': 'ammatillisentutkinnonosanryhma_1',
};

describe('rules on the data of a HOKS', () => {
  it.each<[string, HoksFields, StudyRight?, string?]>([
    ['hoks/achievement-day', { 'osaamisen-saavuttamisen-pvm': '2018-01-01' }],
    ['hoks/achievement-day', { 'osaamisen-saavuttamisen-pvm': '2026-12-08' }],
    ['hoks/career-plan', { 'urasuunnitelma-koodi-uri': 'urasuunnitelma_1' }],
    ['hoks/tuva-link-on-tuva-hoks', { 'tuva-opiskeluoikeus-oid': vocational.oid }, tuva],
    ['hoks/education-parts-not-on-tuva', { 'hankittavat-koulutuksen-osat': [{}] }],
    ['hoks/qualification-parts-on-tuva', { 'hankittavat-yhteiset-tutkinnon-osat': [{}] }, tuva],
    ['hoks/qualification-parts-on-tuva', { 'aiemmin-hankitut-ammat-tutkinnon-osat': [{}] }, tuva],
    ['hoks/supporting-studies-on-tuva', { 'opiskeluvalmiuksia-tukevat-opinnot': [{}] }, tuva],
    ['hoks/learning-support-too-early', support('02'), vocational, '2026-07-31'],
    ['hoks/learning-support-kind', support('04')],
    ['hoks/tutoring-incomplete', support('01')],
    ['hoks/tutoring-incomplete', support('01', { ...period01, loppu: undefined })],
    ['hoks/learning-support-with-period', support('02', { alku: '2026-09-01' })],
    ['hoks/learning-support-with-period', support('03', period01)],
    ['hoks/verification-process-missing', { 'aiemmin-hankitut-paikalliset-tutkinnon-osat': [{}] }],
    ['hoks/verification-process-missing', { 'aiemmin-hankitut-yhteiset-tutkinnon-osat': [{ 'osa-alueet': [{}] }] }],
    ['hoks/verification-process-missing', prior('ammat', { 'valittu-todentamisen-prosessi-koodi-uri': 'x_1' })],
    ['hoks/verification-process-missing', prior('yhteiset', { 'valittu-todentamisen-prosessi-koodi-uri': '' })],
    ['hoks/verification-process-missing', prior('paikalliset', { 'valittu-todentamisen-prosessi-koodi-uri': 'x_1' })],
    ['hoks/way-dates-reversed', ammat(way({ alku: '2026-09-02', loppu: '2026-09-01' }))],
    ['hoks/way-too-long', ammat(way({ alku: '2021-08-10', loppu: '2026-08-11' }))],
    ['hoks/way-outside-study-right', ammat(way({ alku: '2020-08-09', loppu: '2020-08-10' }))],
    ['hoks/way-outside-study-right', ammat(way({ loppu: '2027-06-01' }))],
    [
      'hoks/way-outside-study-right',
      ammat(way({ loppu: '2027-06-01' })),
      of(periods(period('2020-08-10', 'lasna'), period('2026-10-01', 'valiaikaisestikeskeytynyt'))),
    ],
    ['hoks/way-without-identifier', ammat(way(), way({ 'yksiloiva-tunniste': undefined }))],
    ['hoks/workplace-without-business-id', ammat(way({ 'tyopaikalla-jarjestettava-koulutus': {} }))],
    ['hoks/business-id', ammat(way({ 'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-8' } }))],
    ['hoks/workplace-without-business-id', ammat(way({ ...past('2021-08-26'), ...withoutBusinessId }))],
    ['hoks/apprenticeship-without-basis', ammat(way(apprenticeship))],
    ['hoks/apprenticeship-without-basis', ammat(way({ ...apprenticeship, ...past('2021-07-01') }))],
    ['hoks/part-time-share', ammat(way({ ...past('2023-07-01'), 'osa-aikaisuustieto': undefined }))],
    ['hoks/part-time-share', ammat(way({ ...past('2023-07-01'), 'osa-aikaisuustieto': -1 }))],
    ['hoks/part-time-share', ammat(way({ ...apprenticeship, ...basis, 'osa-aikaisuustieto': 101 }))],
    ['hoks/part-time-share', ammat(way({ 'osa-aikaisuustieto': undefined }))],
    ['hoks/part-time-share', ammat(way({ 'osa-aikaisuustieto': 0 }))],
    ['hoks/part-time-share', ammat(way({ 'osa-aikaisuustieto': 101 }))],
    ['hoks/part-time-share', ammat(way({ 'osa-aikaisuustieto': undefined })), valma],
    [
      'hoks/interruptions-overlap',
      ammat(
        way({
          keskeytymisajanjaksot: [
            { alku: '2026-10-05', loppu: '2026-10-06' },
            { alku: '2026-10-01', loppu: '2026-10-05' },
          ],
        }),
      ),
    ],
    [
      'hoks/interruptions-overlap',
      ammat(way({ keskeytymisajanjaksot: [{ alku: '2026-10-01' }, { alku: '2026-10-05', loppu: '2026-10-06' }] })),
    ],
  ])('%s', (...[refused, fields, right, today]) => {
    expect(refusalOf(fields, right, today)).toMatchObject({ refused });
  });

  it.each<[string, HoksFields, StudyRight?, string?]>([
    ['nothing at all', {}],
    ['the link to TUVA on a vocational HOKS', { 'tuva-opiskeluoikeus-oid': vocational.oid }],
    ['parts of TUVA on TUVA', { 'hankittavat-koulutuksen-osat': [{}] }, tuva],
    ['supporting studies on a vocational HOKS', { 'opiskeluvalmiuksia-tukevat-opinnot': [{}] }],
    ['tutoring with its period', support('01', period01)],
    ['other support', support('02')],
    ['a career plan', { 'urasuunnitelma-koodi-uri': 'urasuunnitelma_0001' }],
    [
      'verified prior learning',
      {
        'aiemmin-hankitut-paikalliset-tutkinnon-osat': [
          { 'valittu-todentamisen-prosessi-koodi-uri': 'osaamisentodentamisenprosessi_0001' },
        ],
        'aiemmin-hankitut-ammat-tutkinnon-osat': [{}],
      },
    ],
    ['a period at a workplace', ammat(way())],
    ['a period elsewhere without identifier or share', ammat({ ...way(), ...elsewhere() })],
    ['TELMA without a part-time share', ammat(way({ 'osa-aikaisuustieto': undefined })), telma],
    [
      'a part of TELMA without a part-time share',
      ammat(way({ 'osa-aikaisuustieto': undefined })),
      of({ suoritukset: [suoritus('999903', 'telmakoulutuksenosa')] }),
    ],
    ['an old period without what was not asked for yet', ammat(old())],
    ['1.8.2026: support for learning is recorded', support('02'), vocational, '2026-08-01'],
    ['25.8.2021: no Y-tunnus', ammat(way({ ...past('2021-08-25'), ...withoutBusinessId }))],
    ['30.6.2021: no basis of an apprenticeship', ammat(way({ ...apprenticeship, ...past('2021-06-30') }))],
    ['1.7.2021: with its basis', ammat(way({ ...apprenticeship, ...basis, ...past('2021-07-01') }))],
    ['30.6.2023: no part-time share', ammat(way({ ...past('2023-06-30'), 'osa-aikaisuustieto': undefined }))],
    ['1 %', ammat(way({ 'osa-aikaisuustieto': 1 }))],
    ['100 %', ammat(way({ 'osa-aikaisuustieto': 100 }))],
    ['the whole of the study right', ammat(way({ alku: '2022-05-31', loppu: '2027-05-31' }))],
    ['its first day', ammat(way({ alku: '2020-08-10', loppu: '2020-08-10' }))],
    [
      'a way beyond a study right that was broken off: another rule reports that it is not active',
      ammat(way({ alku: '2027-05-31', loppu: '2027-06-01' })),
      of(periods(period('2020-08-10', 'lasna'), period('2026-10-01', 'eronnut'))),
    ],
    [
      'a way beyond a study right on leave',
      ammat(way({ alku: '2027-05-31', loppu: '2027-06-01' })),
      of(periods(period('2020-08-10', 'lasna'), period('2025-10-01', 'loma'))),
    ],
    ['14 days ahead', { 'osaamisen-saavuttamisen-pvm': '2026-12-07' }],
    ['2.1.2018', { 'osaamisen-saavuttamisen-pvm': '2018-01-02' }],
    [
      'interruptions one after another',
      ammat(way({ keskeytymisajanjaksot: [{ alku: '2026-10-05' }, { alku: '2026-10-01', loppu: '2026-10-04' }] })),
    ],
  ])('allowed: %s', (...[, fields, right, today]) => {
    expect(refusalOf(fields, right, today)).toBeNull();
  });

  function elsewhere(): Partial<Way> {
    return {
      'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_oppilaitosmuotoinenkoulutus',
      'yksiloiva-tunniste': undefined,
      'osa-aikaisuustieto': undefined,
    };
  }

  function old(): Way {
    const without = { 'osa-aikaisuustieto': undefined, 'tyopaikalla-jarjestettava-koulutus': {} };
    return way({ ...apprenticeship, ...without, alku: '2020-09-01', loppu: '2021-06-30' });
  }

  it('reports everything that is wrong, each with its place; the first in the order of the rules in front', () => {
    const reversed = way({ alku: '2026-09-02', loppu: '2026-09-01', 'osa-aikaisuustieto': 0 });
    const wrong = { ...ammat(reversed, way(), reversed), 'urasuunnitelma-koodi-uri': 'x', ...support('01') };
    const { refused, details, others = [] } = refusalOf(wrong) ?? {};
    const place = (index: number) => `hankittavat-ammat-tutkinnon-osat.0.osaamisen-hankkimistavat.${index}`;
    expect([{ refused, details }, ...others]).toEqual([
      { refused: 'hoks/career-plan', details: { place: 'urasuunnitelma-koodi-uri' } },
      { refused: 'hoks/tutoring-incomplete', details: { place: 'oppimisen-tuki.0' } },
      { refused: 'hoks/way-dates-reversed', details: { place: place(0) } },
      { refused: 'hoks/way-dates-reversed', details: { place: place(2) } },
      { refused: 'hoks/part-time-share', details: { place: place(0) } },
      { refused: 'hoks/part-time-share', details: { place: place(2) } },
    ]);
  });

  it('but not more than fifty', () => {
    const many = ammat(...Array.from({ length: 200 }, () => way({ 'osa-aikaisuustieto': 0 })));
    expect(refusalOf(many)?.others).toHaveLength(49);
  });

  it('names the place of a way, in common parts too', () => {
    const wrong = way({ 'osa-aikaisuustieto': undefined });
    const fields = {
      'hankittavat-yhteiset-tutkinnon-osat': [{}, { 'osa-alueet': [{ 'osaamisen-hankkimistavat': [wrong] }] }],
    };
    expect(refusalOf(fields)?.details).toEqual({
      place: 'hankittavat-yhteiset-tutkinnon-osat.1.osa-alueet.0.osaamisen-hankkimistavat.0',
    });
  });

  it('property: five years to the day are allowed, a day more is not, leap days included', () => {
    const days = fc.integer({ min: 0, max: 365 * 8 }).map((days) => addDays('2020-01-01', days));
    fc.assert(
      fc.property(days, (alku) => {
        const right = of(periods(period('2019-01-01', 'lasna')));
        const open = studyRight({ data: { ...right.data, arvioituPäättymispäivä: undefined } });
        const until = (loppu: string) => refusalOf(ammat({ ...way(), ...elsewhere(), alku, loppu }), open);
        expect(until(addYears(alku, 5))).toBeNull();
        expect(until(addDays(addYears(alku, 5), 1))).toMatchObject({ refused: 'hoks/way-too-long' });
      }),
    );
    expect(addYears('2024-02-29', 5)).toBe('2029-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  });
});

describe('learners', () => {
  it.each([
    ['2019-10-13', 'hoks/not-open-to-learners'],
    ['2019-10-14', undefined],
    ['2026-11-27', undefined],
  ])('[R155] are let in from the day set on: on %s %s', (today, refused) => {
    expect(learnersAreLetInFromADay('2019-10-14', today)?.refused).toBe(refused);
  });

  it.each([
    ['an oppijanumero', learnerOid(1_234_567_891), undefined],
    ['an oid with a wrong check digit', '1.2.246.562.24.00000000001', 'hoks/learner-without-oid'],
    ['a UUID', '3f6c0c7e-2f0e-4b53-9a55-111111111111', 'hoks/learner-without-oid'],
  ])('[R155] sign in with their oid: %s', (_, subject, refused) => {
    expect(learnersSignInWithTheirOid(subject)?.refused).toBe(refused);
  });
});
