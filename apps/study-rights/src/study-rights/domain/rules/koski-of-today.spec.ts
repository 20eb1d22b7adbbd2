import { describe, expect, it } from '@jest/globals';
import {
  LEARNER_OID,
  learnerOid,
  opiskeluoikeus,
  OPPILAITOS,
  period,
  periods,
  source,
  STUDY_RIGHT_OID,
  studyRight,
  suoritus,
} from '../../../../test/samples.js';
import type { Opiskeluoikeus, Opiskeluoikeusjakso } from '../opiskeluoikeus.js';
import { studyRightOidOf } from '../oids.js';
import type { StudyRight } from '../study-right.js';
import { containedInAStudyRightThatFits, isOfTheSameQualification } from './contained-in-a-study-right-that-fits.js';
import { endedEducationHasNoStatesAfterMay2023 } from './ended-education-has-no-states-after-may-2023.js';
import { estimatedEndIsNotBeforeTheStart } from './estimated-end-is-not-before-the-start.js';
import { finalStateAgreesWithConfirmation } from './final-state-agrees-with-confirmation.js';
import { fundingIsStatedWhereRequired } from './funding-is-stated-where-required.js';
import { fundingReformOf2026 } from './funding-reform-of-2026.js';
import { commissionedEducationNeverChanges, fundingsThatDoNotMix } from './fundings-that-do-not-mix.js';
import { newCurriculumEndsTheStudyRight } from './new-curriculum-ends-the-study-right.js';
import { noOverlappingDuplicate } from './no-overlapping-duplicate.js';
import { oneSchoolYearIsUnderWay } from './one-school-year-is-under-way.js';
import {
  raisedGradesAreOfAFinishedQualification,
  raisedStudyRightNeverChanges,
} from './raised-grades-are-of-a-finished-qualification.js';
import { sourceLinkIsCutAtTheRegisterOnly } from './source-link-is-cut-at-the-register-only.js';
import { tuvaHasStatesOfItsOwn } from './tuva-has-states-of-its-own.js';
import { typeIsInUse } from './type-is-in-use.js';

const TODAY = '2026-11-23';
const OTHER_OID = studyRightOidOf(5_555_555_555);
const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';
const keys = (errors: readonly { refused: string }[]) =>
  errors.map((error) => error.refused.replace('badRequest.validation.', ''));
const stored = (data: Opiskeluoikeus, more: Partial<StudyRight> = {}) => studyRight({ oid: OTHER_OID, data, ...more });
const type = (koodiarvo: string) => ({ tyyppi: { koodiarvo } });

describe('duplicates are recognised by the kind of education (Koski 17.1.2024–19.2.2026)', () => {
  const of = (numero: string | undefined, kind = 'ammatillinentutkinto', code = '361902') => ({
    suoritukset: [
      suoritus(code, kind, { koulutusmoduuli: { tunniste: { koodiarvo: code }, perusteenDiaarinumero: numero } }),
    ],
  });
  const from = (alku: string, loppu?: string, ending = 'eronnut') =>
    periods(period(alku, 'lasna'), ...(loppu === undefined ? [] : [period(loppu, ending)]));
  const content = (koodiarvo: string, kind: string) => ({
    suoritukset: [
      suoritus('099999', kind, {
        koulutusmoduuli: { tunniste: { koodiarvo: '099999' }, opintokokonaisuus: { koodiarvo } },
      }),
    ],
  });
  const test = (taso: string, kieli: string, järjestäjä: string, kind = 'yleinenkielitutkinto') => ({
    ...type('kielitutkinto'),
    suoritukset: [
      suoritus(taso, kind, {
        koulutusmoduuli: { tunniste: { koodiarvo: taso }, kieli: { koodiarvo: kieli } },
        järjestäjä: { oid: järjestäjä },
      }),
    ],
  });
  const A = '39/011/2014';
  const link = { sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OTHER_OPPILAITOS }, oid: STUDY_RIGHT_OID } };
  const severalParts = of(
    undefined,
    'ammatillinentutkintoosittainen',
    'ammatillinentutkintoosittainenuseastatutkinnosta',
  );
  const [subject, year] = [
    of(undefined, 'perusopetuksenoppiaineenoppimaara', 'MA'),
    of(undefined, 'perusopetuksenvuosiluokka', '7'),
  ];
  const REFUSED = ['conflict.exists'];

  it.each<[string, object, object, string[]]>([
    ['a qualification of the same curriculum at the same time', of(A), of(A), REFUSED],
    ['a qualification of another curriculum', of(A), of('OPH-1-2020'), []],
    ['a qualification without a curriculum', of(undefined), of(undefined), []],
    ['a curriculum that may be repeated', of('OPH-1161-2018'), of('OPH-1161-2018'), []],
    ['the same curriculum, but another kind of suoritus', of(A), of(A, 'ammatillinentutkintoosittainen'), []],
    ['the same curriculum under another code', of(A), of(A, 'ammatillinentutkinto', '361903'), []],
    [
      'an ended one whose days overlap',
      { ...of(A), ...from('2026-08-10', '2026-09-30') },
      { ...of(A), ...from('2026-09-01') },
      REFUSED,
    ],
    [
      'an ended one, sent last',
      { ...of(A), ...from('2026-09-01') },
      { ...of(A), ...from('2026-08-10', '2026-09-30') },
      REFUSED,
    ],
    [
      'one that ended on the day the other begins',
      { ...of(A), ...from('2025-08-10', '2026-09-01') },
      { ...of(A), ...from('2026-09-01') },
      REFUSED,
    ],
    [
      'one that ended the day before',
      { ...of(A), ...from('2025-08-10', '2026-08-31') },
      { ...of(A), ...from('2026-09-01') },
      [],
    ],
    ['a contained one beside a plain one', of(A), { ...of(A), ...link }, []],
    ['a plain one beside a contained one', { ...of(A), ...link }, of(A), []],
    ['two contained ones', { ...of(A), ...link }, { ...of(A), ...link }, REFUSED],
    ['the same source id', { ...of(A), ...source('a') }, { ...of(A), ...source('a') }, []],
    ['parts of several qualifications', severalParts, severalParts, REFUSED],
    ['other vocational education', of(A, 'muuammatillinenkoulutus'), of(A, 'muuammatillinenkoulutus'), []],
    [
      'units smaller than a part',
      of(A, 'tutkinnonosaapienemmistäkokonaisuuksistakoostuvasuoritus'),
      of(A, 'tutkinnonosaapienemmistäkokonaisuuksistakoostuvasuoritus'),
      [],
    ],
    ['TELMA without a curriculum', of(undefined, 'telma'), of(undefined, 'telma'), REFUSED],
    [
      'preparation for a competence test with other curricula',
      of(A, 'nayttotutkintoonvalmistavakoulutus'),
      of('OPH-1-2020', 'nayttotutkintoonvalmistavakoulutus'),
      [],
    ],
    [
      'TUVA',
      { ...type('tuva'), ...of(undefined, 'tuvakoulutuksensuoritus') },
      { ...type('tuva'), ...of(undefined, 'tuvakoulutuksensuoritus') },
      REFUSED,
    ],
    [
      'the syllabus of upper secondary',
      { ...type('lukiokoulutus'), ...of(A, 'lukionoppimaara') },
      { ...type('lukiokoulutus'), ...of(A, 'lukionoppimaara') },
      REFUSED,
    ],
    [
      'subjects of upper secondary',
      { ...type('lukiokoulutus'), ...of(A, 'lukionoppiaineenoppimaara') },
      { ...type('lukiokoulutus'), ...of(A, 'lukionoppiaineenoppimaara') },
      [],
    ],
    [
      'pre-primary education',
      { ...type('esiopetus'), ...of(undefined, 'esiopetuksensuoritus') },
      { ...type('esiopetus'), ...of(undefined, 'esiopetuksensuoritus') },
      REFUSED,
    ],
    [
      'a year of basic education beside another year',
      { ...type('perusopetus'), ...year },
      { ...type('perusopetus'), ...of(undefined, 'perusopetuksenvuosiluokka', '8') },
      REFUSED,
    ],
    [
      'a year of basic education beside a subject',
      { ...type('perusopetus'), ...subject },
      { ...type('perusopetus'), ...year },
      [],
    ],
    [
      'a subject of basic education that has ended, days overlapping',
      { ...type('perusopetus'), ...subject, ...from('2026-08-10', '2026-10-01') },
      { ...type('perusopetus'), ...subject },
      [],
    ],
    [
      'a subject of basic education that goes on',
      { ...type('perusopetus'), ...subject },
      { ...type('perusopetus'), ...subject },
      REFUSED,
    ],
    ['basic education in the arts', type('taiteenperusopetus'), type('taiteenperusopetus'), []],
    [
      'JOTPA courses of one content',
      { ...type('vapaansivistystyonkoulutus'), ...content('1138', 'vstjotpakoulutus') },
      { ...type('vapaansivistystyonkoulutus'), ...content('1138', 'vstjotpakoulutus') },
      REFUSED,
    ],
    [
      'JOTPA courses of two contents',
      { ...type('vapaansivistystyonkoulutus'), ...content('1138', 'vstjotpakoulutus') },
      { ...type('vapaansivistystyonkoulutus'), ...content('1139', 'vstjotpakoulutus') },
      [],
    ],
    [
      'free adult education of another kind',
      { ...type('vapaansivistystyonkoulutus'), ...content('1', 'vstlukutaitokoulutus') },
      { ...type('vapaansivistystyonkoulutus'), ...content('2', 'vstlukutaitokoulutus') },
      REFUSED,
    ],
    [
      'unregulated education of two contents',
      { ...type('muukuinsaanneltykoulutus'), ...content('1', 'm') },
      { ...type('muukuinsaanneltykoulutus'), ...content('2', 'm') },
      [],
    ],
    [
      'unregulated education of one content',
      { ...type('muukuinsaanneltykoulutus'), ...content('1', 'm') },
      { ...type('muukuinsaanneltykoulutus'), ...content('1', 'm') },
      REFUSED,
    ],
    [
      'a language test of the same day, level, language and organiser',
      test('kt', 'FI', OPPILAITOS),
      test('kt', 'FI', OPPILAITOS),
      REFUSED,
    ],
    ['a language test in another language', test('kt', 'FI', OPPILAITOS), test('kt', 'SV', OPPILAITOS), []],
    [
      'a language test of another day',
      { ...test('kt', 'FI', OPPILAITOS), ...from('2026-08-09') },
      test('kt', 'FI', OPPILAITOS),
      [],
    ],
    ['a language test of another organiser', test('kt', 'FI', OPPILAITOS), test('kt', 'FI', OTHER_OPPILAITOS), []],
    ['another type', of(A), { ...of(A), ...type('lukiokoulutus') }, []],
  ])('%s', (_, before, sent, expected) => {
    const others = [stored(opiskeluoikeus({ ...source('b'), ...before }))];
    expect(keys(noOverlappingDuplicate(opiskeluoikeus({ ...source('a'), ...sent }), others))).toEqual(expected);
  });

  it('another oppilaitos is no duplicate', () => {
    const elsewhere = stored(opiskeluoikeus({ ...source('b'), ...of(A) }), { institutionOid: OTHER_OPPILAITOS });
    expect(noOverlappingDuplicate(opiskeluoikeus(of(A)), [elsewhere])).toEqual([]);
  });
});

describe('a link is taken for what it says', () => {
  const containing = stored(opiskeluoikeus());
  const linkTo = (oid: string, oppilaitos = OPPILAITOS) =>
    opiskeluoikeus({ sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: oppilaitos }, oid } });
  const sender = { oid: STUDY_RIGHT_OID, learnerOids: [LEARNER_OID], today: TODAY };
  const key = 'sisältäväOpiskeluoikeus';

  it.each([
    ['to one of the same learner and oppilaitos', linkTo(OTHER_OID), [containing], []],
    ['to one that is not there, or is invalidated', linkTo(OTHER_OID), [], [`${key}.eiLöydy`]],
    ['to itself', linkTo(STUDY_RIGHT_OID), [studyRight()], [`${key}.eiLöydy`]],
    ['with another oppilaitos', linkTo(OTHER_OID, OTHER_OPPILAITOS), [containing], [`${key}.vääräOppilaitos`]],
    [
      'to another learner’s',
      linkTo(OTHER_OID),
      [{ ...containing, learnerOid: learnerOid(2_000_000_002) }],
      [`${key}.henkilöTiedot`],
    ],
    ['none', opiskeluoikeus(), [], []],
  ])('sisältyyOpiskeluoikeuteen %s', (_, sent, linked, expected) => {
    expect(keys(containedInAStudyRightThatFits(sent, linked, sender))).toEqual(expected);
  });

  it.each([
    ['never, while no day is set', null, []],
    ['not before the day', '2026-11-24', []],
    ['from the day on', TODAY, [`${key}.eriPäätasonSuoritus`]],
  ])('one of another qualification is refused %s', (_, from, expected) => {
    const other = { ...containing, data: opiskeluoikeus({ suoritukset: [suoritus('361902', 'telma')] }) };
    expect(keys(containedInAStudyRightThatFits(linkTo(OTHER_OID), [other], sender, from))).toEqual(expected);
    expect([containing, other].map((one) => isOfTheSameQualification(opiskeluoikeus(), one))).toEqual([true, false]);
  });

  const curriculum = { koulutusmoduuli: { tunniste: { koodiarvo: '361902' }, perusteenDiaarinumero: '39/011/2014' } };
  const raising = (oid: string, alku = '2026-08-10') =>
    opiskeluoikeus({
      ...periods(period(alku, 'lasna')),
      suoritukset: [
        suoritus('361902', 'ammatillinentutkintoosittainen', { ...curriculum, korotettuOpiskeluoikeusOid: oid }),
      ],
    });
  const finished = stored(
    opiskeluoikeus({
      ...periods(period('2020-08-10', 'lasna'), period('2023-06-01', 'valmistunut')),
      suoritukset: [suoritus('361902', 'ammatillinentutkinto', { ...curriculum, vahvistus: { päivä: '2023-06-01' } })],
    }),
  );
  it.each([
    ['of a finished qualification', raising(OTHER_OID), [finished], []],
    ['of nothing', raising(OTHER_OID), [], ['ammatillinen.korotuksenOppija']],
    [
      'of another learner’s',
      raising(OTHER_OID),
      [{ ...finished, learnerOid: learnerOid(2_000_000_002) }],
      ['ammatillinen.korotuksenOppija'],
    ],
    [
      'of one that goes on',
      raising(OTHER_OID),
      [{ ...finished, data: { ...finished.data, ...periods(period('2020-08-10', 'lasna')) } }],
      ['ammatillinen.alkuperäinenEiValmistunut'],
    ],
    [
      'of another curriculum',
      raising(OTHER_OID),
      [{ ...finished, data: { ...finished.data, suoritukset: [suoritus()] } }],
      ['ammatillinen.alkuperäinenSuoritusEiVastaava'],
    ],
    ['before July 2023', raising(OTHER_OID, '2023-06-30'), [finished], ['date.alkamispäivä']],
  ])('korotettuOpiskeluoikeusOid: grades raised %s', (_, sent, linked, expected) => {
    expect(keys(raisedGradesAreOfAFinishedQualification(sent, linked, [LEARNER_OID]))).toEqual(expected);
  });

  it('korotettuOpiskeluoikeusOid never changes', () => {
    expect(keys(raisedStudyRightNeverChanges(raising(OTHER_OID), raising(OTHER_OID)))).toEqual([]);
    expect(keys(raisedStudyRightNeverChanges(raising(OTHER_OID), raising(STUDY_RIGHT_OID)))).toEqual([
      'ammatillinen.korotuksenLinkitys',
    ]);
  });

  const cut = { lähdejärjestelmäkytkentäPurettu: { purettu: '2026-01-01T00:00:00' } };
  const [plain, wasCut] = [opiskeluoikeus(), opiskeluoikeus(cut)];
  const [mayNotCut, mayNotChange] = [
    'forbidden.lähdejärjestelmäkytkennänPurkaminenEiSallittu',
    'forbidden.lähdejärjestelmäkytkennänMuuttaminenEiSallittu',
  ];
  it.each([
    ['is added to a new study right', null, wasCut, [mayNotCut]],
    ['is added', plain, wasCut, [mayNotCut]],
    ['is left out', wasCut, plain, [mayNotChange]],
    [
      'is changed',
      wasCut,
      opiskeluoikeus({ lähdejärjestelmäkytkentäPurettu: { purettu: '2026-02-01T00:00:00' } }),
      [mayNotChange],
    ],
    ['comes from the source system', wasCut, opiskeluoikeus({ ...cut, ...source('a') }), [mayNotChange]],
    ['is sent as it is', wasCut, wasCut, []],
    ['is not there', plain, plain, []],
  ])('lähdejärjestelmäkytkentäPurettu %s', (_, before, sent, expected) => {
    expect(keys(sourceLinkIsCutAtTheRegisterOnly(before, sent))).toEqual(expected);
  });
});

describe('funding, states and confirmations are taken for what they say', () => {
  const funded = (code: string | undefined, alku = '2026-08-10', tila = 'lasna'): Opiskeluoikeusjakso =>
    period(alku, tila, { opintojenRahoitus: code === undefined ? undefined : { koodiarvo: code } });
  const grant = { lisätiedot: { jotpaAsianumero: '01/5848/2023' } };

  it.each<[string, string, Opiskeluoikeusjakso, string[]]>([
    ['ammatillinenkoulutus', 'code 17', funded('17'), []],
    ['ammatillinenkoulutus', 'code 18', funded('18'), ['tila.tilaltaPuuttuuRahoitusmuoto']],
    [
      'ammatillinenkoulutus',
      'an unknown code where none is demanded',
      funded('18', '2026-08-10', 'valiaikaisestikeskeytynyt'),
      ['tila.tilaltaPuuttuuRahoitusmuoto'],
    ],
    ['tuva', 'code 10', funded('10'), []],
    ['tuva', 'code 2', funded('2'), ['tila.tilaltaPuuttuuRahoitusmuoto']],
    ['tuva', 'code 14', funded('14'), ['tila.tilanRahoitusmuotoEiSaaOllaJotpa']],
    ['lukiokoulutus', 'code 16', funded('16'), []],
    ['lukiokoulutus', 'none', funded(undefined), ['tila.tilaltaPuuttuuRahoitusmuoto']],
    [
      'diatutkinto',
      'one where none may be',
      funded('1', '2026-08-10', 'eronnut'),
      ['tila.tilallaEiSaaOllaRahoitusmuotoa'],
    ],
    [
      'muukuinsaanneltykoulutus',
      'none at the end',
      funded(undefined, '2026-08-10', 'hyvaksytystisuoritettu'),
      ['tila.tilaltaPuuttuuRahoitusmuoto'],
    ],
    ['internationalschool', 'none', funded(undefined), []],
    ['perusopetus', 'none', funded(undefined), []],
  ])('%s: %s', (koodiarvo, _, jakso, expected) => {
    expect(keys(fundingIsStatedWhereRequired(opiskeluoikeus({ ...type(koodiarvo), ...periods(jakso) })))).toEqual(
      expected,
    );
  });

  it.each<[string, object, Opiskeluoikeusjakso[], string[]]>([
    ['commissioned education from August 2026', {}, [funded('17', '2026-08-01')], []],
    ['commissioned education before', {}, [funded('17', '2026-07-31')], ['date.alkamispäivä']],
    [
      'commissioned education beside another',
      {},
      [funded('17'), funded('1', '2026-09-01')],
      ['tila.tilanRahoitusmuodonYhtenäisyys'],
    ],
    ['a tuition fee from August 2026', {}, [funded('16', '2026-08-01')], []],
    ['a tuition fee before', {}, [funded('16', '2026-07-31')], ['date.alkamispäivä']],
    ['continuous learning with its grant', grant, [funded('14')], []],
    ['continuous learning without', {}, [funded('14')], ['tila.vaatiiJotpaAsianumeron']],
    [
      'a grant without continuous learning',
      grant,
      [funded('1')],
      ['tila.jotpaAsianumeroAnnettuVaikkeiJotpaRahoitteinen'],
    ],
    [
      'continuous learning beside another',
      grant,
      [funded('14'), funded('1', '2026-09-01')],
      ['tila.tilanRahoitusmuodonYhtenäisyys'],
    ],
    [
      'two kinds of continuous learning',
      grant,
      [funded('14'), funded('15', '2026-09-01')],
      ['tila.tilanRahoitusmuodonYhtenäisyys'],
    ],
    ['continuous learning before there was any', grant, [funded('14', '2021-12-31')], ['date.alkamispäivä']],
  ])('%s', (_, more, list, expected) => {
    expect(keys(fundingsThatDoNotMix(opiskeluoikeus({ ...periods(...list), ...more })))).toEqual(expected);
  });

  it('commissioned education neither becomes another funding nor comes of one', () => {
    const [commissioned, other] = ['17', '1'].map((code) => opiskeluoikeus(periods(funded(code))));
    if (commissioned === undefined || other === undefined) throw new Error('both are there');
    const changes = [
      [commissioned, other],
      [other, commissioned],
      [other, other],
      [commissioned, commissioned],
    ] as const;
    expect(changes.map(([before, after]) => commissionedEducationNeverChanges(before, after).length)).toEqual([
      1, 1, 0, 0,
    ]);
  });

  const support = (field: string, alku: string) => ({ lisätiedot: { [field]: [{ alku }] } });
  const late = 'ammatillinen.lisätietoRajapäivänJälkeen';
  const begun = periods(period('2025-08-10', 'lasna'));
  it.each<[string, string, object, string[]]>([
    ['a period that began before goes on', TODAY, { ...begun, ...support('erityinenTuki', '2025-12-31') }, []],
    ['a period begins afterwards', TODAY, { ...begun, ...support('vaikeastiVammainen', '2026-01-01') }, [late]],
    ['a study right begins afterwards', TODAY, support('vammainenJaAvustaja', '2025-12-31'), [late]],
    [
      'studies that prepare for studies, in TUVA',
      TODAY,
      {
        ...type('tuva'),
        järjestämislupa: { koodiarvo: 'ammatillinen' },
        ...support('opiskeluvalmiuksiaTukevatOpinnot', '2026-01-01'),
      },
      [],
    ],
    [
      'staff training, begun afterwards',
      TODAY,
      { lisätiedot: { henkilöstökoulutus: true } },
      ['ammatillinen.henkilöstökoulutusRajapäivänJälkeen'],
    ],
    ['staff training, begun before', TODAY, { ...begun, lisätiedot: { henkilöstökoulutus: true } }, []],
    ['on the last day of the old rules', '2025-12-31', support('erityinenTuki', '2026-01-01'), []],
  ])('the funding reform of 2026: %s', (_, today, more, expected) => {
    expect(keys(fundingReformOf2026(opiskeluoikeus(more), today))).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    ['eronnut', {}, ['tila.tuvaSuorituksenOpiskeluoikeidenTilaVääräKoodiarvo']],
    ['loma', { järjestämislupa: { koodiarvo: 'lukio' } }, ['tila.tuvaSuorituksenOpiskeluoikeidenTilaVääräKoodiarvo']],
    ['loma', { järjestämislupa: { koodiarvo: 'ammatillinen' } }, []],
    ['katsotaaneronneeksi', {}, []],
  ])('TUVA as %s, %j', (tila, more, expected) => {
    const sent = opiskeluoikeus({
      ...type('tuva'),
      ...periods(period('2025-08-10', 'lasna'), period('2025-09-01', tila)),
      ...more,
    });
    expect(keys(tuvaHasStatesOfItsOwn(sent))).toEqual(expected);
  });

  it('additional basic education has no states after May 2023, as VALMA has none', () => {
    const sent = (alku: string) =>
      opiskeluoikeus({ ...type('perusopetuksenlisaopetus'), ...periods(period(alku, 'lasna')) });
    expect(keys(endedEducationHasNoStatesAfterMay2023(sent('2023-06-01')))).toEqual([
      'tila.perusopetuksenLisäopetuksenOpiskeluoikeudenTilaEiSallittu',
    ]);
    expect(endedEducationHasNoStatesAfterMay2023(sent('2023-05-31'))).toEqual([]);
  });

  const confirmed = (päivä: string, kind = 'ammatillinentutkinto', more = {}) =>
    suoritus('361902', kind, { vahvistus: { päivä }, ...more });
  const ended = (tila: string, ...suoritukset: Opiskeluoikeus['suoritukset']) => ({
    ...periods(period('2026-08-10', 'lasna'), period('2026-10-01', tila)),
    suoritukset,
  });
  const preparing = 'nayttotutkintoonvalmistavakoulutus';
  const RESIGNED = 'tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus';
  it.each<[string, object, string[]]>([
    ['valmistunut, confirmed on the last day', ended('valmistunut', confirmed('2026-10-01')), []],
    [
      'valmistunut, confirmed later',
      ended('valmistunut', confirmed('2026-10-02')),
      ['date.päättymispäiväEnnenVahvistusta'],
    ],
    [
      'valmistunut by competence test, confirmed later',
      ended('valmistunut', confirmed('2026-10-02', 'ammatillinentutkinto', { suoritustapa: { koodiarvo: 'naytto' } })),
      [],
    ],
    ['valmistunut of VALMA, confirmed later', ended('valmistunut', confirmed('2026-10-02', 'valma')), []],
    [
      'valmistunut, one of two confirmed',
      ended('valmistunut', confirmed('2026-10-01'), suoritus('361902', preparing)),
      ['tila.vahvistusPuuttuu'],
    ],
    [
      'lukio, one of two confirmed',
      {
        ...type('lukiokoulutus'),
        ...ended(
          'valmistunut',
          confirmed('2026-10-01', 'lukionoppiaineenoppimaara'),
          suoritus('MA', 'lukionoppiaineenoppimaara'),
        ),
      },
      [],
    ],
    ['eronnut, confirmed', ended('eronnut', confirmed('2026-10-01')), [RESIGNED]],
    ['eronnut, the preparing education confirmed', ended('eronnut', confirmed('2026-10-01', preparing)), []],
    [
      'TUVA resigned, confirmed',
      { ...type('tuva'), ...ended('katsotaaneronneeksi', confirmed('2026-10-01', 'tuvakoulutuksensuoritus')) },
      [],
    ],
    [
      'lukio resigned, a subject confirmed',
      { ...type('lukiokoulutus'), ...ended('eronnut', confirmed('2026-10-01', 'lukionoppiaineenoppimaara')) },
      [],
    ],
    [
      'lukio resigned, the syllabus confirmed',
      { ...type('lukiokoulutus'), ...ended('eronnut', confirmed('2026-10-01', 'lukionoppimaara')) },
      [RESIGNED],
    ],
  ])('%s', (_, more, expected) => {
    expect(keys(finalStateAgreesWithConfirmation(opiskeluoikeus(more)))).toEqual(expected);
  });

  it.each([
    ['one goes on', ['7'], [['7', false]], []],
    [
      'one is finished, another begins',
      ['7'],
      [
        ['7', true],
        ['8', false],
      ],
      [],
    ],
    [
      'another begins, the one before unfinished',
      ['7'],
      [['8', false]],
      ['tila.useitaKeskeneräisiäVuosiluokanSuoritukia'],
    ],
    [
      'two are sent',
      [],
      [
        ['7', false],
        ['8', false],
      ],
      ['tila.useitaKeskeneräisiäVuosiluokanSuoritukia'],
    ],
  ] as [string, string[], [string, boolean][], string[]][])(
    'school years under way: %s',
    (_, before, sent, expected) => {
      const year = (luokka: string, finished: boolean) =>
        suoritus(luokka, 'perusopetuksenvuosiluokka', finished ? { vahvistus: { päivä: '2026-06-01' } } : {});
      const was = opiskeluoikeus({ ...type('perusopetus'), suoritukset: before.map((luokka) => year(luokka, false)) });
      const is = opiskeluoikeus({
        ...type('perusopetus'),
        oid: STUDY_RIGHT_OID,
        suoritukset: sent.map((one) => year(...one)),
      });
      expect(keys(oneSchoolYearIsUnderWay(was, is))).toEqual(expected);
      expect(oneSchoolYearIsUnderWay(was, { ...is, oid: undefined })).toEqual([]);
    },
  );

  it('going over to a new curriculum ends the study right as katsotaaneronneeksi', () => {
    const wentOver = { lisätiedot: { siirtynytUusiinTutkinnonPerusteisiin: true } };
    const ends = (tila: string) => periods(period('2026-08-10', 'lasna'), period('2026-10-01', tila));
    expect(keys(newCurriculumEndsTheStudyRight(opiskeluoikeus(wentOver)))).toEqual(['tila.eiPäättävääTilaa']);
    expect(keys(newCurriculumEndsTheStudyRight(opiskeluoikeus({ ...wentOver, ...ends('eronnut') })))).toHaveLength(1);
    expect(newCurriculumEndsTheStudyRight(opiskeluoikeus({ ...wentOver, ...ends('katsotaaneronneeksi') }))).toEqual([]);
    expect(newCurriculumEndsTheStudyRight(opiskeluoikeus())).toEqual([]);
  });

  it('an estimated end before the start is refused', () => {
    const sent = (päivä: string) => opiskeluoikeus({ arvioituPäättymispäivä: päivä });
    expect(estimatedEndIsNotBeforeTheStart(sent('2026-08-10'))).toEqual([]);
    expect(keys(estimatedEndIsNotBeforeTheStart(sent('2026-08-09')))).toEqual([
      'date.arvioituPäättymisPäiväEnnenAlkamispäivää',
    ]);
  });

  it('a type that production blocks is refused between the days that are set for it', () => {
    const åland = opiskeluoikeus(type('ahvenanmaanperusopetus'));
    const until = { ahvenanmaanperusopetus: { from: '2026-05-05', until: '2027-08-01' } };
    expect(keys(typeIsInUse(åland, TODAY))).toEqual(['notImplemented']);
    const days = ['2026-05-04', '2026-05-05', '2027-07-31', '2027-08-01'];
    expect(days.map((day) => typeIsInUse(åland, day, until).length)).toEqual([0, 1, 1, 0]);
    expect(typeIsInUse(opiskeluoikeus(), TODAY)).toEqual([]);
  });
});
