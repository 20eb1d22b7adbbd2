import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hoks, opiskeluoikeus, OPPILAITOS, period, periods, STUDY_RIGHT_OID, suoritus } from '../../../test/samples.js';
import {
  decideFeedback,
  type FeedbackFacts,
  feedbackTable,
  fundingSeasonOf,
  palauteOf,
  type Survey,
  triggerDateOf,
} from './feedback.js';

const containing = { oppilaitos: { oid: OPPILAITOS }, oid: STUDY_RIGHT_OID };

/** A learner of a vocational qualification who needs to acquire competence, on the trigger date of the start survey. */
const facts = (more: Partial<FeedbackFacts> = {}): FeedbackFacts => ({
  survey: 'aloituskysely',
  hoks: hoks(),
  studyRight: opiskeluoikeus(),
  today: '2026-09-01',
  alreadySent: false,
  heldByAnotherHoks: false,
  inFormerService: false,
  ...more,
});
const withHoks = (more: object) => facts({ hoks: { ...hoks(), ...more } });
const withStudyRight = (more: Parameters<typeof opiskeluoikeus>[0]) => facts({ studyRight: opiskeluoikeus(more) });
const of = (type: string) => withStudyRight({ suoritukset: [suoritus('999999', type)] });
const funded = (code: string) =>
  withStudyRight(periods(period('2026-08-10', 'lasna', { opintojenRahoitus: { koodiarvo: code } })));
const leftOn = (day: string, state: string) =>
  withStudyRight(periods(period('2026-08-10', 'lasna'), period(day, state)));

type Case = [name: string, row: number, facts: FeedbackFacts, saving: string | null, onTheDay: string | null];
const WAITS = 'odottaa-kasittelya';
const NEVER = 'ei-laheteta';

/** Each row of the table by its number; what holds while storing and what on the trigger date. */
const cases: Case[] = [
  ['jo-lahetetty: the survey of the season has gone', 1, facts({ alreadySent: true }), null, null],
  ['ei-palautteen-alkuperainen-hoks: another HOKS has it', 2, facts({ heldByAnotherHoks: true }), null, null],
  ['ei-ole: no osaamisen-saavuttamisen-pvm, no end survey', 3, facts({ survey: 'paattokysely' }), null, null],
  ['ei-ole: osaamisen-hankkimisen-tarve is false', 4, withHoks({ 'osaamisen-hankkimisen-tarve': false }), NEVER, NEVER],
  [
    'ei-ole: osaamisen-hankkimisen-tarve is missing',
    4,
    withHoks({ 'osaamisen-hankkimisen-tarve': undefined }),
    NEVER,
    NEVER,
  ],
  [
    'eri-rahoituskaudella: the last day of the season before',
    5,
    withHoks({ 'ensikertainen-hyvaksyminen': '2026-06-30' }),
    NEVER,
    NEVER,
  ],
  [
    'tuva-opiskeluoikeus: a HOKS beside TUVA',
    6,
    withHoks({ 'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID }),
    NEVER,
    NEVER,
  ],
  [
    'tuva-opiskeluoikeus: a HOKS with parts of TUVA',
    6,
    withHoks({ 'hankittavat-koulutuksen-osat': [{}] }),
    NEVER,
    NEVER,
  ],
  [
    'heratepalvelun-vastuulla: the former service has it',
    7,
    facts({ inFormerService: true }),
    'heratepalvelussa',
    'heratepalvelussa',
  ],
  ['ei-loydy: an invalidated study right', 8, facts({ studyRight: null }), WAITS, NEVER],
  ['ei-ammatillinen: VALMA, although the need is recorded', 9, of('valma'), WAITS, NEVER],
  ['ei-ammatillinen: TELMA, although the need is recorded', 9, of('telma'), WAITS, NEVER],
  ['ei-ammatillinen: other vocational education', 9, of('muuammatillinenkoulutus'), WAITS, NEVER],
  ['ei-ammatillinen: TOPKS', 9, of('tutkinnonosaapienemmistäkokonaisuuksistakoostuvasuoritus'), WAITS, NEVER],
  [
    'ei-ammatillinen: TELMA beside a qualification',
    10,
    withStudyRight({ suoritukset: [suoritus(), suoritus('999903', 'telma')] }),
    WAITS,
    NEVER,
  ],
  ['opiskelu-paattynyt: eronnut the day before', 11, leftOn('2026-08-31', 'eronnut'), WAITS, NEVER],
  ['opiskelu-paattynyt: katsotaaneronneeksi', 11, leftOn('2026-08-20', 'katsotaaneronneeksi'), WAITS, NEVER],
  ['opiskelu-paattynyt: mitatoity', 11, leftOn('2026-08-20', 'mitatoity'), WAITS, NEVER],
  ['opiskelu-paattynyt: peruutettu', 11, leftOn('2026-08-20', 'peruutettu'), WAITS, NEVER],
  [
    'opiskelu-paattynyt: valiaikaisestikeskeytynyt',
    11,
    leftOn('2026-08-20', 'valiaikaisestikeskeytynyt'),
    WAITS,
    NEVER,
  ],
  ['ulkoisesti-rahoitettu: code 6', 12, funded('6'), WAITS, NEVER],
  ['ulkoisesti-rahoitettu: code 14', 12, funded('14'), WAITS, NEVER],
  ['ulkoisesti-rahoitettu: code 15', 12, funded('15'), WAITS, NEVER],
  [
    'tuva-opiskeluoikeus: the type of the study right',
    13,
    withStudyRight({ tyyppi: { koodiarvo: 'tuva' } }),
    WAITS,
    NEVER,
  ],
  [
    'liittyva-opiskeluoikeus: a contained study right',
    14,
    withStudyRight({ sisältyyOpiskeluoikeuteen: containing }),
    WAITS,
    NEVER,
  ],
  ['hoks-tallennettu: a vocational qualification and need=true', 15, facts(), WAITS, WAITS],
  ['hoks-tallennettu: a part of a qualification', 15, of('ammatillinentutkintoosittainen'), WAITS, WAITS],
  [
    'hoks-tallennettu: parts of several qualifications',
    15,
    of('ammatillinentutkintoosittainenuseastatutkinnosta'),
    WAITS,
    WAITS,
  ],
  [
    'hoks-tallennettu: the first day of the season',
    15,
    { ...withHoks({ 'ensikertainen-hyvaksyminen': '2026-07-01' }), today: '2027-06-30' },
    WAITS,
    WAITS,
  ],
  [
    'hoks-tallennettu: a day of the season to come',
    15,
    withHoks({ 'ensikertainen-hyvaksyminen': '2027-07-01' }),
    WAITS,
    WAITS,
  ],
  ['hoks-tallennettu: eronnut on the very day', 15, leftOn('2026-09-01', 'eronnut'), WAITS, WAITS],
  ['hoks-tallennettu: valmistunut long ago', 15, leftOn('2026-08-15', 'valmistunut'), WAITS, WAITS],
  ['hoks-tallennettu: funding code 16', 15, funded('16'), WAITS, WAITS],
];

describe('the feedback table', () => {
  it.each(cases)('[R171] [R172] %s (row %i)', (name, row, given, saving, onTheDay) => {
    expect(feedbackTable.findIndex(({ holds }) => holds(given)) + 1).toBe(row);
    const [reason] = name.split(':');
    const eligible = row === 15;
    expect(decideFeedback(given, 'PROVISIONAL')).toEqual({ eligible, state: saving, reason });
    expect(decideFeedback(given, 'FINAL')).toEqual({ eligible, state: onTheDay, reason });
  });

  it('[R172] every row has its case, in the order of the table', () => {
    const rows = cases.map(([, row]) => row);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(new Set(rows)).toEqual(new Set(feedbackTable.map((_, index) => index + 1)));
  });

  it('[R172] opiskelu-paattynyt: of two periods on one date the later in the list holds', () => {
    const twice = (...states: string[]) =>
      withStudyRight(periods(period('2026-08-01', 'lasna'), ...states.map((state) => period('2026-08-20', state))));
    expect(decideFeedback(twice('lasna', 'eronnut'), 'FINAL').reason).toBe('opiskelu-paattynyt');
    expect(decideFeedback(twice('eronnut', 'lasna'), 'FINAL').reason).toBe('hoks-tallennettu');
  });

  it.each([
    ['2026-06-30', '2025-2026'],
    ['2026-07-01', '2026-2027'],
    ['2026-12-31', '2026-2027'],
    ['2027-01-01', '2026-2027'],
    ['2027-06-30', '2026-2027'],
  ])('[R172] %s is of the funding season %s', (day, season) => {
    expect(fundingSeasonOf(day)).toBe(season);
  });
});

const anyFacts: fc.Arbitrary<FeedbackFacts> = fc.record({
  survey: fc.constantFrom<Survey>('aloituskysely', 'paattokysely'),
  hoks: fc
    .record({
      'osaamisen-hankkimisen-tarve': fc.boolean(),
      'ensikertainen-hyvaksyminen': fc.constantFrom('2026-06-30', '2026-09-01', '2027-07-01'),
      'osaamisen-saavuttamisen-pvm': fc.constantFrom(undefined, '2026-06-30', '2026-09-01'),
      'tuva-opiskeluoikeus-oid': fc.constantFrom(undefined, undefined, STUDY_RIGHT_OID),
    })
    .map((more) => ({ ...hoks(), ...more })),
  studyRight: fc.option(
    fc
      .record({
        type: fc.constantFrom('ammatillinenkoulutus', 'tuva'),
        suoritukset: fc.array(fc.constantFrom('ammatillinentutkinto', 'valma', 'telma'), {
          minLength: 1,
          maxLength: 2,
        }),
        state: fc.constantFrom('lasna', 'eronnut', 'valmistunut'),
        funding: fc.constantFrom('1', '6', '14'),
        contained: fc.boolean(),
      })
      .map(({ type, suoritukset, state, funding, contained }) =>
        opiskeluoikeus({
          tyyppi: { koodiarvo: type },
          suoritukset: suoritukset.map((one) => suoritus('361902', one)),
          ...periods(period('2026-08-10', state, { opintojenRahoitus: { koodiarvo: funding } })),
          ...(contained && { sisältyyOpiskeluoikeuteen: containing }),
        }),
      ),
    { freq: 8 },
  ),
  today: fc.constantFrom('2026-08-20', '2026-09-01', '2026-12-31', '2027-07-02'),
  alreadySent: fc.boolean(),
  heldByAnotherHoks: fc.boolean(),
  inFormerService: fc.boolean(),
});

describe('with any facts', () => {
  it('[R171] [R172] the need to acquire competence never alone decides: without it nothing goes, with it other rows still say no', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const need = (value: boolean) =>
          decideFeedback({ ...given, hoks: { ...given.hoks, 'osaamisen-hankkimisen-tarve': value } }, 'FINAL');
        expect(need(false).eligible).toBe(false);
        const otherRows = feedbackTable.filter((_, index) => index !== 3 && index !== 14);
        expect(need(true).eligible).toBe(!otherRows.some(({ holds }) => holds(given)));
      }),
    );
  });

  it('[R172] the first row that holds decides, and before the trigger date only reasons about the study right leave it waiting', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const row = feedbackTable.findIndex(({ holds }) => holds(given)) + 1;
        const [saving, onTheDay] = [decideFeedback(given, 'PROVISIONAL'), decideFeedback(given, 'FINAL')];
        expect([saving.reason, onTheDay.reason]).toEqual([feedbackTable[row - 1]?.reason, saving.reason]);
        expect(saving.eligible).toBe(onTheDay.eligible);
        const provisional = row >= 8 && row <= 14;
        expect([saving.state, onTheDay.state]).toEqual(
          provisional ? ['odottaa-kasittelya', 'ei-laheteta'] : [feedbackTable[row - 1]?.state, saving.state],
        );
      }),
    );
  });

  it('[R172] the surveys of a HOKS are judged by dates of their own', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const day = triggerDateOf(given);
        const inTime = day !== null && fundingSeasonOf(day) >= fundingSeasonOf(given.today);
        expect(inTime || !decideFeedback(given, 'FINAL').eligible).toBe(true);
      }),
    );
  });
});

describe('what a HOKS shows', () => {
  const start = {
    survey: 'aloituskysely',
    triggerDate: '2026-09-01',
    eligible: false,
    state: NEVER,
    reason: 'ei-ole',
  } as const;
  const end = { survey: 'paattokysely', triggerDate: null, eligible: false, state: null, reason: 'ei-ole' } as const;

  it('[R172] the survey that goes speaks, otherwise the start survey', () => {
    expect(palauteOf([end, start])).toMatchObject({ feedbackEligible: false, tila: NEVER, syy: 'ei-ole' });
    const going = {
      ...end,
      triggerDate: '2026-11-01',
      eligible: true,
      state: WAITS,
      reason: 'hoks-tallennettu',
    } as const;
    const shown = palauteOf([going, start]);
    expect(shown).toMatchObject({ feedbackEligible: true, tila: WAITS, syy: 'hoks-tallennettu' });
    expect(shown.kyselyt.map(({ kysely, heratepvm }) => [kysely, heratepvm])).toEqual([
      ['aloituskysely', '2026-09-01'],
      ['paattokysely', '2026-11-01'],
    ]);
  });

  it('[R172] a HOKS about which nothing is decided any more shows that nothing goes', () => {
    expect(palauteOf([])).toEqual({ feedbackEligible: false, tila: null, syy: 'ei-ole', kyselyt: [] });
  });
});
