import { addDays } from '#kernel';
import type { HoksData } from './hoks.js';
import { isGiven, type Opiskeluoikeus, type Opiskeluoikeusjakso } from '../../study-rights/domain/opiskeluoikeus.js';

/**
 * Who is asked for feedback, and why not (R171, R172). Source: ehoks src/oph/ehoks/palaute/opiskelija.clj
 * (initial-palaute-state-and-reason) and palaute.clj (initial-palaute-state-and-reason-if-not-kohderyhma).
 */

/** The surveys of a student and the field of the HOKS whose day triggers each. */
export const triggerFields = {
  aloituskysely: 'ensikertainen-hyvaksyminen',
  paattokysely: 'osaamisen-saavuttamisen-pvm',
} as const;
export type Survey = keyof typeof triggerFields;
export const surveys = Object.keys(triggerFields) as readonly Survey[];

/** eHOKS's states, as far as they are decided on here. `lahetetty`: the survey has been triggered. */
export type FeedbackState = 'odottaa-kasittelya' | 'ei-laheteta' | 'heratepalvelussa' | 'lahetetty';

export interface FeedbackFacts {
  readonly survey: Survey;
  readonly hoks: HoksData;
  /** Null when it is not found, which an invalidated one is not. */
  readonly studyRight: Opiskeluoikeus | null;
  /** Today in Finland. */
  readonly today: string;
  /** This survey has been triggered for the learner in the funding season of the trigger date, by any HOKS. */
  readonly alreadySent: boolean;
  /** It waits for the trigger date of another HOKS of the learner. */
  readonly heldByAnotherHoks: boolean;
  /** The former feedback service (herätepalvelu) had it before the take-over. */
  readonly inFormerService: boolean;
}

interface Row {
  readonly reason: string;
  /** Null: no record is formed. */
  readonly state: FeedbackState | null;
  /** About the study right, which may be corrected: the row holds for good on the trigger date only. */
  readonly provisional?: true;
  readonly holds: (facts: FeedbackFacts) => boolean;
}

const qualifications: readonly string[] = [
  'ammatillinentutkinto',
  'ammatillinentutkintoosittainen',
  'ammatillinentutkintoosittainenuseastatutkinnosta',
];
const telma: readonly string[] = ['telma', 'telmakoulutuksenosa'];
/** Not Koski's final states: `valmistunut` is asked, `valiaikaisestikeskeytynyt` is not. */
const statesNotAsked: readonly string[] = [
  'eronnut',
  'katsotaaneronneeksi',
  'mitatoity',
  'peruutettu',
  'valiaikaisestikeskeytynyt',
];
/** 6 funded otherwise, 14 and 15 funded by JOTPA. */
const externalFunding: readonly string[] = ['6', '14', '15'];

/** THE table: the first row that holds decides. The order is part of the rule. */
export const feedbackTable: readonly Row[] = [
  { reason: 'jo-lahetetty', state: null, holds: ({ alreadySent }) => alreadySent },
  { reason: 'ei-palautteen-alkuperainen-hoks', state: null, holds: ({ heldByAnotherHoks }) => heldByAnotherHoks },
  { reason: 'ei-ole', state: null, holds: (facts) => triggerDateOf(facts) === null },
  { reason: 'ei-ole', state: 'ei-laheteta', holds: ({ hoks }) => hoks['osaamisen-hankkimisen-tarve'] !== true },
  { reason: 'eri-rahoituskaudella', state: 'ei-laheteta', holds: isOfAnEarlierSeason },
  { reason: 'tuva-opiskeluoikeus', state: 'ei-laheteta', holds: ({ hoks }) => isTuvaRelated(hoks) },
  { reason: 'heratepalvelun-vastuulla', state: 'heratepalvelussa', holds: ({ inFormerService }) => inFormerService },
  { reason: 'ei-loydy', state: null, provisional: true, holds: ({ studyRight }) => studyRight === null },
  {
    reason: 'ei-ammatillinen',
    state: 'ei-laheteta',
    provisional: true,
    holds: (facts) => !hasSuoritus(facts, qualifications),
  },
  { reason: 'ei-ammatillinen', state: 'ei-laheteta', provisional: true, holds: (facts) => hasSuoritus(facts, telma) },
  { reason: 'opiskelu-paattynyt', state: 'ei-laheteta', provisional: true, holds: hadEnded },
  { reason: 'ulkoisesti-rahoitettu', state: 'ei-laheteta', provisional: true, holds: isFundedExternally },
  {
    reason: 'tuva-opiskeluoikeus',
    state: 'ei-laheteta',
    provisional: true,
    holds: ({ studyRight }) => studyRight?.tyyppi.koodiarvo === 'tuva',
  },
  {
    reason: 'liittyva-opiskeluoikeus',
    state: 'ei-laheteta',
    provisional: true,
    holds: ({ studyRight }) => isGiven(studyRight?.sisältyyOpiskeluoikeuteen),
  },
  { reason: 'hoks-tallennettu', state: 'odottaa-kasittelya', holds: () => true },
];

/** What came of it for one survey of a HOKS. */
export interface FeedbackDecision {
  /** Whether the survey goes, as things stand. */
  readonly eligible: boolean;
  /** Null: there is nothing to send and nothing to look at again. */
  readonly state: FeedbackState | null;
  readonly reason: string;
}

/**
 * @param moment while something is stored a reason about the study right is `PROVISIONAL`: the survey waits, since the study
 *   right may still be corrected. `FINAL` on the trigger date; then a study right that is still not found means
 *   `ei-laheteta`.
 */
export function decideFeedback(facts: FeedbackFacts, moment: 'PROVISIONAL' | 'FINAL'): FeedbackDecision {
  const row = feedbackTable.find(({ holds }) => holds(facts));
  if (row === undefined) throw new Error('The last row of the feedback table always holds');
  const { reason, state, provisional = false } = row;
  if (!provisional) return { eligible: state === 'odottaa-kasittelya', state, reason };
  return { eligible: false, state: moment === 'PROVISIONAL' ? 'odottaa-kasittelya' : (state ?? 'ei-laheteta'), reason };
}

/** The day that triggers the survey; null while the HOKS has none. */
export function triggerDateOf({ survey, hoks }: Pick<FeedbackFacts, 'survey' | 'hoks'>): string | null {
  return hoks[triggerFields[survey]] ?? null;
}

/** Funding season of a day, 1.7.–30.6., such as `2026-2027`. */
export function fundingSeasonOf(day: string): string {
  const year = Number(day.slice(0, 4));
  const first = day.slice(5, 7) >= '07' ? year : year - 1;
  return `${first}-${first + 1}`;
}

/** A day of a season to come waits like any other: by then that season runs. Source: palaute.clj, valid-herate-date?. */
function isOfAnEarlierSeason(facts: FeedbackFacts): boolean {
  const day = triggerDateOf(facts);
  return day !== null && fundingSeasonOf(day) < fundingSeasonOf(facts.today);
}

/** A HOKS of TUVA itself, or one beside a TUVA study right. */
function isTuvaRelated(hoks: HoksData): boolean {
  const tuvaParts = hoks['hankittavat-koulutuksen-osat'];
  return isGiven(hoks['tuva-opiskeluoikeus-oid']) || (Array.isArray(tuvaParts) && tuvaParts.length > 0);
}

function hasSuoritus({ studyRight }: FeedbackFacts, types: readonly string[]): boolean {
  return studyRight?.suoritukset.some(({ tyyppi }) => types.includes(tyyppi.koodiarvo)) ?? false;
}

/** Ended on the day and the day before: who leaves on the very day is still asked (EH-1228). */
function hadEnded(facts: FeedbackFacts): boolean {
  const day = triggerDateOf(facts);
  return (
    day !== null &&
    [day, addDays(day, -1)].every((one) => statesNotAsked.includes(periodOn(facts, one)?.tila.koodiarvo ?? ''))
  );
}

function isFundedExternally(facts: FeedbackFacts): boolean {
  const day = triggerDateOf(facts);
  return day !== null && externalFunding.includes(periodOn(facts, day)?.opintojenRahoitus?.koodiarvo ?? '');
}

/** The period in force on the day. Of two that begin on one day the later in the list holds. */
function periodOn({ studyRight }: FeedbackFacts, day: string): Opiskeluoikeusjakso | undefined {
  return studyRight?.tila.opiskeluoikeusjaksot
    .filter(({ alku }) => alku <= day)
    .reduce<Opiskeluoikeusjakso | undefined>(
      (latest, period) => (latest === undefined || period.alku >= latest.alku ? period : latest),
      undefined,
    );
}

/** The decision about one survey, as it is shown. */
export interface SurveyFeedback extends FeedbackDecision {
  readonly survey: Survey;
  readonly triggerDate: string | null;
}

/** What a HOKS shows of feedback, beside its data. */
export interface Palaute {
  readonly feedbackEligible: boolean;
  readonly tila: FeedbackState | null;
  readonly syy: string;
  readonly kyselyt: readonly {
    readonly kysely: Survey;
    readonly heratepvm: string | null;
    readonly feedbackEligible: boolean;
    readonly tila: FeedbackState | null;
    readonly syy: string;
  }[];
}

/** The HOKS leads to feedback when one of its surveys goes: that one speaks, otherwise the first, the start survey. */
export function palauteOf(decided: readonly SurveyFeedback[]): Palaute {
  const kyselyt = surveys.flatMap((survey) => decided.filter((one) => one.survey === survey)).map(shown);
  const speaks = kyselyt.find(({ feedbackEligible }) => feedbackEligible) ?? kyselyt[0];
  return {
    feedbackEligible: speaks?.feedbackEligible ?? false,
    tila: speaks?.tila ?? null,
    syy: speaks?.syy ?? 'ei-ole',
    kyselyt,
  };
}

function shown({ survey, triggerDate, eligible, state, reason }: SurveyFeedback): Palaute['kyselyt'][number] {
  return { kysely: survey, heratepvm: triggerDate, feedbackEligible: eligible, tila: state, syy: reason };
}
