import { firstRefusal, isRefused, refuse, together } from '#kernel';
import { can, type Person, type SourceIdRule } from '../../domain/policy.js';
import type { Refusal } from '../../errors.js';
import { assertInvalidatable, invalidated } from './invalidation.js';
import { asksInvalidation, lastPeriod, readOnlyTypes, sourceIdOf, type Opiskeluoikeus } from './opiskeluoikeus.js';
import { withConfirmedSuoritukset } from './rules/confirmed-suoritukset-are-kept.js';
import { containedInAStudyRightThatFits } from './rules/contained-in-a-study-right-that-fits.js';
import { endedEducationHasNoStatesAfterMay2023 } from './rules/ended-education-has-no-states-after-may-2023.js';
import { estimatedEndIsNotBeforeTheStart } from './rules/estimated-end-is-not-before-the-start.js';
import { finalStateAgreesWithConfirmation } from './rules/final-state-agrees-with-confirmation.js';
import { fundingIsStatedWhereRequired } from './rules/funding-is-stated-where-required.js';
import { fundingReformOf2026 } from './rules/funding-reform-of-2026.js';
import { commissionedEducationNeverChanges, fundingsThatDoNotMix } from './rules/fundings-that-do-not-mix.js';
import { leaveIsNotUsedAfter2025 } from './rules/leave-is-not-used-after-2025.js';
import { newCurriculumEndsTheStudyRight } from './rules/new-curriculum-ends-the-study-right.js';
import { noOverlappingDuplicate } from './rules/no-overlapping-duplicate.js';
import { nothingFollowsAFinalState } from './rules/nothing-follows-a-final-state.js';
import { oneMainSuoritus } from './rules/one-main-suoritus.js';
import { oneSchoolYearIsUnderWay } from './rules/one-school-year-is-under-way.js';
import { oppilaitosStaysWithinKoulutustoimija } from './rules/oppilaitos-stays-within-koulutustoimija.js';
import { periodsAreInDateOrder } from './rules/periods-are-in-date-order.js';
import { qualificationNeverChanges } from './rules/qualification-never-changes.js';
import {
  raisedGradesAreOfAFinishedQualification,
  raisedStudyRightNeverChanges,
  raisedStudyRightOid,
} from './rules/raised-grades-are-of-a-finished-qualification.js';
import { sourceIdIsNeverRemoved } from './rules/source-id-is-never-removed.js';
import { sourceLinkIsCutAtTheRegisterOnly } from './rules/source-link-is-cut-at-the-register-only.js';
import { stateIsOneOfTheTypesStates } from './rules/state-is-one-of-the-types-states.js';
import { tuvaHasStatesOfItsOwn } from './rules/tuva-has-states-of-its-own.js';
import { tuvaLicenceNeverChanges } from './rules/tuva-licence-never-changes.js';
import { typeIsInUse } from './rules/type-is-in-use.js';
import { typeNeverChanges } from './rules/type-never-changes.js';
import { sameJson, withoutNulls } from './same-json.js';
import type { InvalidationReason, Reach, StudyRight } from './study-right.js';

/** One study right of a data transfer. Source: ehoks-koski.md, sections 1.6 and 1.7. */
export interface TransferCommand {
  readonly learnerOid: string;
  /** All oids of that learner: master and slaves are one person. */
  readonly learnerOids: readonly string[];
  readonly payload: Opiskeluoikeus;
  /** Day of the transfer in Finland. */
  readonly today: string;
  /** The live study rights that the payload names beside itself, of any learner: see `linkedOids`. */
  readonly linked: readonly StudyRight[];
  /** Oid for the study right if it turns out to be new. */
  readonly newOid: string;
  /** "Never started, although something is assessed" is meant, for every study right of the transfer that is invalidated. */
  readonly confirmed: boolean;
  readonly caller: TransferCaller;
}

/** What a transfer depends on of the one who sends it. */
export interface TransferCaller extends Person {
  /** The caller's own oid, when the caller is a person. */
  readonly personId: string;
  readonly reach: Reach;
  readonly sourceIds: SourceIdRule;
  /** Oppilaitokset that are known to belong to the caller's koulutustoimija; what a payload says of that proves nothing. */
  readonly knownOppilaitokset?: readonly string[];
}

/** What the guard has to know when the transfer turns out to ask for invalidation. */
export interface InvalidationFacts {
  readonly liveHoksId: number | null;
  readonly defaultReason: InvalidationReason | null;
}

/** Whom the payload means; a refusal when that cannot be said, `target: null` when it is a new study right. */
export type Identification = { readonly target: StudyRight | null } | Refusal;

export type TransferOutcome =
  | { readonly kind: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'INVALIDATED'; readonly studyRight: StudyRight }
  | (Refusal & {
      /** The guard of invalidations refused: that goes on record (R169). */
      readonly byGuard?: true;
    });

/**
 * Koski's order: by oid; else by source id, learner and, if it is sent, oppilaitos; else a look-alike is a conflict and
 * anything else is new. Invalidated study rights are invisible to all three.
 * @param candidates the live study rights within the caller's reach: the one of the oid, the learner's in the
 *   oppilaitos of the payload, if it names one
 */
export function identify(command: TransferCommand, candidates: readonly StudyRight[]): Identification {
  const { payload, learnerOids } = command;
  if (payload.oid !== undefined) {
    const target = candidates.find((candidate) => candidate.oid === payload.oid);
    return target === undefined
      ? refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: payload.oid })
      : { target };
  }
  const oppilaitos = payload.oppilaitos?.oid;
  const own = candidates.filter(
    ({ learnerOid, institutionOid }) =>
      learnerOids.includes(learnerOid) && (oppilaitos === undefined || oppilaitos === institutionOid),
  );
  const source = sourceIdOf(payload);
  if (source !== null) {
    const matches = own.filter((candidate) => sameJson(sourceIdOf(candidate.data), source));
    return matches.length > 1
      ? refuse('conflict.löytyiEnemmänKuinYksiRivi', { oids: matches.map((match) => match.oid).join(', ') })
      : { target: matches[0] ?? null };
  }
  const lookAlike = own.find((candidate) => isLookAlike(candidate.data, payload));
  return lookAlike === undefined ? { target: null } : refuse('conflict.exists', { studyRightOid: lookAlike.oid });
}

/** Accepts one study right of a transfer or says why not; several errors at once where Koski gives several. */
export function decideTransfer(
  command: TransferCommand,
  candidates: readonly StudyRight[],
  facts: InvalidationFacts,
): TransferOutcome {
  if (readOnlyTypes.includes(command.payload.tyyppi.koodiarvo)) return refuse('notImplemented.readOnly');
  if (command.learnerOids.includes(command.caller.personId)) return refuse('forbidden.omienTietojenMuokkaus');
  const identification = identify(command, candidates);
  if (isRefused(identification)) return identification;
  const { target } = identification;
  if (target === null) return create(command, candidates);
  if (!command.learnerOids.includes(target.learnerOid)) return refuse('forbidden.oppijaOidinMuutos');
  const { versionumero } = command.payload;
  if (versionumero !== undefined && versionumero !== target.version) {
    return refuse('conflict.versionumero', { annettu: versionumero, currentVersion: target.version });
  }
  return asksInvalidation(command.payload) ? invalidate(command, target, facts) : change(command, target, candidates);
}

function create(command: TransferCommand, candidates: readonly StudyRight[]): TransferOutcome {
  const { payload, caller } = command;
  if (payload.oppilaitos === undefined) return refuse('badRequest.validation.organisaatio.oppilaitosPuuttuu');
  const refused = refusedAccess(caller, payload, null);
  if (refused !== null) return refused;
  if (payload.versionumero !== undefined && payload.versionumero !== 1) {
    return refuse('conflict.versionumero', { tapaus: 'uusi', annettu: payload.versionumero });
  }
  if (asksInvalidation(payload)) {
    return refuse('badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu');
  }
  const refusal = together([
    ...sourceLinkIsCutAtTheRegisterOnly(null, payload),
    ...contentErrors(payload, command, undefined),
    ...noOverlappingDuplicate(payload, candidates),
  ]);
  if (refusal !== null) return refusal;
  return {
    kind: 'CREATED',
    studyRight: {
      oid: command.newOid,
      institutionOid: payload.oppilaitos.oid,
      koulutustoimijaOid: payload.koulutustoimija?.oid ?? null,
      learnerOid: command.learnerOid,
      version: 1,
      invalidation: null,
      data: withoutSystemFields(payload),
    },
  };
}

/** R167: the new data override the old completely; an identical payload makes no version. */
function change(command: TransferCommand, target: StudyRight, candidates: readonly StudyRight[]): TransferOutcome {
  const after = withConfirmedSuoritukset(target.data, completed(command, target));
  const refused = refusedAccess(command.caller, after, target);
  if (refused !== null) return refused;
  const refusal = together([
    ...typeNeverChanges(target.data, after),
    ...sourceIdIsNeverRemoved(target.data, after),
    ...oppilaitosStaysWithinKoulutustoimija(target.data, after),
    ...qualificationNeverChanges(target.data, after),
    ...tuvaLicenceNeverChanges(target.data, after),
    ...raisedStudyRightNeverChanges(target.data, after),
    ...commissionedEducationNeverChanges(target.data, after),
    ...oneSchoolYearIsUnderWay(target.data, command.payload),
    ...sourceLinkIsCutAtTheRegisterOnly(target.data, after),
    ...contentErrors(after, command, target.oid),
    ...noOverlappingDuplicate(
      after,
      candidates.filter((candidate) => candidate.oid !== target.oid),
    ),
  ]);
  if (refusal !== null) return refusal;
  if (sameJson(after, withoutNulls(target.data))) return { kind: 'UNCHANGED', studyRight: target };
  return {
    kind: 'CHANGED',
    studyRight: {
      ...target,
      institutionOid: after.oppilaitos?.oid ?? target.institutionOid,
      koulutustoimijaOid: after.koulutustoimija?.oid ?? null,
      version: target.version + 1,
      data: after,
    },
  };
}

/** Only the `mitatoity` period is taken; every other change in the payload is ignored, its content is not validated. */
function invalidate(command: TransferCommand, target: StudyRight, facts: InvalidationFacts): TransferOutcome {
  const period = lastPeriod(command.payload);
  const before = lastPeriod(target.data);
  if (period === undefined) return refuse('badRequest.validation.jsonSchema', { polut: 'tila.opiskeluoikeusjaksot' });
  const verdict = assertInvalidatable(target, {
    mayInvalidate: can(command.caller, 'invalidate-study-right', { studyRight: target }) === null,
    reason: period.mitätöinninSyy,
    confirmed: command.confirmed || period.mitätöinninVahvistus === true,
    ...facts,
  });
  if (isRefused(verdict)) return { ...verdict, byGuard: true };
  if (period.alku > command.today) {
    return refuse('badRequest.validation.tila.mitätöintiTulevaisuudessa', { alku: period.alku });
  }
  if (before !== undefined && period.alku < before.alku) {
    return refuse('badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät', {
      edellinen: before.alku,
      seuraava: period.alku,
    });
  }
  return { kind: 'INVALIDATED', studyRight: invalidated(target, period, verdict.reason, command.today) };
}

/** What Koski says of a study right by itself and of the study rights that it names. */
function contentErrors(
  opiskeluoikeus: Opiskeluoikeus,
  { linked, learnerOids, today }: TransferCommand,
  oid: string | undefined,
): Refusal[] {
  return [
    ...typeIsInUse(opiskeluoikeus, today),
    ...oneMainSuoritus(opiskeluoikeus),
    ...stateIsOneOfTheTypesStates(opiskeluoikeus),
    ...tuvaHasStatesOfItsOwn(opiskeluoikeus),
    ...nothingFollowsAFinalState(opiskeluoikeus),
    ...periodsAreInDateOrder(opiskeluoikeus),
    ...estimatedEndIsNotBeforeTheStart(opiskeluoikeus),
    ...fundingIsStatedWhereRequired(opiskeluoikeus),
    ...fundingsThatDoNotMix(opiskeluoikeus),
    ...fundingReformOf2026(opiskeluoikeus, today),
    ...leaveIsNotUsedAfter2025(opiskeluoikeus, today),
    ...endedEducationHasNoStatesAfterMay2023(opiskeluoikeus),
    ...finalStateAgreesWithConfirmation(opiskeluoikeus),
    ...newCurriculumEndsTheStudyRight(opiskeluoikeus),
    ...containedInAStudyRightThatFits(opiskeluoikeus, linked, { oid, learnerOids, today }),
    ...raisedGradesAreOfAFinishedQualification(opiskeluoikeus, linked, learnerOids),
  ];
}

/** Oids of the study rights that a payload names beside itself. */
export function linkedOids({ sisältyyOpiskeluoikeuteen, suoritukset }: Opiskeluoikeus): string[] {
  return [
    ...(sisältyyOpiskeluoikeuteen === undefined ? [] : [sisältyyOpiskeluoikeuteen.oid]),
    ...suoritukset.flatMap((suoritus) => raisedStudyRightOid(suoritus) ?? []),
  ];
}

/** Fills in the organisations that the sender left out and keeps the history of organisations. */
function completed(command: TransferCommand, target: StudyRight): Opiskeluoikeus {
  const sent = withoutSystemFields(command.payload);
  const oppilaitos = sent.oppilaitos ?? target.data.oppilaitos;
  const koulutustoimija = sent.koulutustoimija ?? target.data.koulutustoimija;
  const moved =
    oppilaitos?.oid !== target.data.oppilaitos?.oid || koulutustoimija?.oid !== target.data.koulutustoimija?.oid;
  const history = [
    ...(target.data.organisaatiohistoria ?? []),
    ...(moved
      ? [
          {
            muutospäivä: command.today,
            oppilaitos: target.data.oppilaitos,
            ...(target.data.koulutustoimija === undefined ? {} : { koulutustoimija: target.data.koulutustoimija }),
          },
        ]
      : []),
  ];
  return {
    ...sent,
    ...(oppilaitos === undefined ? {} : { oppilaitos }),
    ...(koulutustoimija === undefined ? {} : { koulutustoimija }),
    ...(history.length === 0 ? {} : { organisaatiohistoria: history }),
  };
}

/** What the system keeps or derives is never taken from the sender; nor is a reason of what is no invalidation. */
function withoutSystemFields(payload: Opiskeluoikeus): Opiskeluoikeus {
  const periods = payload.tila.opiskeluoikeusjaksot.map((period) => without(period, invalidationFields));
  return { ...without(payload, systemFields), tila: { ...payload.tila, opiskeluoikeusjaksot: periods } };
}

const systemFields = ['oid', 'versionumero', 'aikaleima', 'alkamispäivä', 'päättymispäivä', 'organisaatiohistoria'];
const invalidationFields = ['mitätöinninSyy', 'mitätöinninVahvistus'];

function without<T extends object>(value: T, fields: readonly string[]): T {
  return Object.fromEntries(Object.entries(value).filter(([field]) => !fields.includes(field))) as T;
}

/** In Koski's order: the organisation, the type of education, the source id. */
function refusedAccess(caller: TransferCaller, after: Opiskeluoikeus, target: StudyRight | null): Refusal | null {
  if (!reaches(caller, after, target)) return refuse('forbidden.organisaatio');
  return firstRefusal(
    can(caller, 'store-study-right', { studyRight: { data: after } }),
    refusedSourceId(caller.sourceIds, after.lähdejärjestelmänId?.lähdejärjestelmä.koodiarvo),
  );
}

/**
 * An oppilaitos writes for itself; a koulutustoimija for the oppilaitokset that are its own by what is stored already.
 * Else anybody could write for any oppilaitos by naming oneself as its koulutustoimija.
 */
function reaches(
  { reach, knownOppilaitokset = [] }: TransferCaller,
  after: Opiskeluoikeus,
  target: StudyRight | null,
): boolean {
  const oppilaitos = after.oppilaitos?.oid;
  if (reach === null || oppilaitos === reach) return true;
  const known =
    target?.koulutustoimijaOid === reach ? [...knownOppilaitokset, target.institutionOid] : knownOppilaitokset;
  return after.koulutustoimija?.oid === reach && oppilaitos !== undefined && known.includes(oppilaitos);
}

function refusedSourceId(rule: SourceIdRule, system: string | undefined): Refusal | null {
  if (rule === 'EITHER') return null;
  if (rule === 'FORBIDDEN') return system === undefined ? null : refuse('forbidden.lähdejärjestelmäIdEiSallittu');
  if (system === rule.system) return null;
  return refuse(
    'forbidden.lähdejärjestelmäIdPuuttuu',
    system === undefined ? {} : { tapaus: 'toinen', system: rule.system },
  );
}

/**
 * The same by oppilaitos, koulutustoimija (which need not be sent), type, and koulutus code and type of the first suoritus, and
 * without a source id, like what is sent: only those of a source system have one.
 */
function isLookAlike(stored: Opiskeluoikeus, sent: Opiskeluoikeus): boolean {
  if (sourceIdOf(stored) !== null) return false;
  const [before, after] = [stored.koulutustoimija?.oid, sent.koulutustoimija?.oid];
  const sameProvider = before === undefined || after === undefined || before === after;
  return sameProvider && sameJson(likeness(stored), likeness(sent));
}

function likeness(opiskeluoikeus: Opiskeluoikeus): unknown {
  const [first] = opiskeluoikeus.suoritukset;
  return {
    oppilaitos: opiskeluoikeus.oppilaitos?.oid,
    tyyppi: opiskeluoikeus.tyyppi.koodiarvo,
    koulutus: first?.koulutusmoduuli.tunniste.koodiarvo,
    suoritus: first?.tyyppi.koodiarvo,
  };
}
