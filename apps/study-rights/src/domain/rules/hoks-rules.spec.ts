import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { opiskeluoikeus, period, periods, studyRight, suoritus } from '../../../test/samples.js';
import { addDays, addYears } from '../dates.js';
import type { EntryMode, HoksFields, Way } from '../hoks.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';
import type { StudyRight } from '../study-right.js';
import { hoksRefusal } from './hoks-rules.js';
import { learnersAreLetInFromADay } from './learners-are-let-in-from-a-day.js';

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
const apprenticeship = { 'osaamisen-hankkimistapa-koodi-uri': 'osaamisenhankkimistapa_oppisopimus' };
const support = (kind: string, more: object = {}): HoksFields => ({
  'oppimisen-tuki': [{ 'oppimisen-tuen-tyyppi-koodi-uri': `ammatillinenkoulutusoppimisentuentyyppi_${kind}`, ...more }],
});
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
    ['hoks/way-dates-reversed', ammat(way({ alku: '2026-09-02', loppu: '2026-09-01' }))],
    ['hoks/way-too-long', ammat(way({ alku: '2021-08-10', loppu: '2026-08-11' }))],
    ['hoks/way-outside-study-right', ammat(way({ alku: '2020-08-09', loppu: '2020-08-10' }))],
    ['hoks/way-outside-study-right', ammat(way({ loppu: '2027-06-01' }))],
    ['hoks/way-without-identifier', ammat(way(), way({ 'yksiloiva-tunniste': undefined }))],
    ['hoks/workplace-without-business-id', ammat(way({ 'tyopaikalla-jarjestettava-koulutus': {} }))],
    ['hoks/business-id', ammat(way({ 'tyopaikalla-jarjestettava-koulutus': { 'tyopaikan-y-tunnus': '0112038-8' } }))],
    ['hoks/apprenticeship-without-basis', ammat(way(apprenticeship))],
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

  it.each<[string, HoksFields, StudyRight?]>([
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
    ['an old period without what was not asked for yet', ammat(old())],
    [
      'interruptions one after another',
      ammat(way({ keskeytymisajanjaksot: [{ alku: '2026-10-05' }, { alku: '2026-10-01', loppu: '2026-10-04' }] })),
    ],
  ])('allowed: %s', (...[, fields, right]) => {
    expect(refusalOf(fields, right)).toBeNull();
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
});
