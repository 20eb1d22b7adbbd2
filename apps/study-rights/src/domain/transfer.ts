import { assertInvalidatable, invalidated } from './invalidation.js';
import { koskiError, type KoskiError } from './koski-error.js';
import { asksInvalidation, lastPeriod, readOnlyTypes, sourceIdOf, type Opiskeluoikeus } from './opiskeluoikeus.js';
import { isRefused, type Refusal } from './refusal.js';
import { withConfirmedSuoritukset } from './rules/confirmed-suoritukset-are-kept.js';
import { finalStateAgreesWithConfirmation } from './rules/final-state-agrees-with-confirmation.js';
import { fundingIsStatedWhereRequired } from './rules/funding-is-stated-where-required.js';
import { leaveIsNotUsedAfter2025 } from './rules/leave-is-not-used-after-2025.js';
import { noOverlappingDuplicate } from './rules/no-overlapping-duplicate.js';
import { nothingFollowsAFinalState } from './rules/nothing-follows-a-final-state.js';
import { oneMainSuoritus } from './rules/one-main-suoritus.js';
import { oppilaitosStaysWithinKoulutustoimija } from './rules/oppilaitos-stays-within-koulutustoimija.js';
import { periodsAreInDateOrder } from './rules/periods-are-in-date-order.js';
import { qualificationNeverChanges } from './rules/qualification-never-changes.js';
import { sourceIdIsNeverRemoved } from './rules/source-id-is-never-removed.js';
import { stateIsOneOfTheTypesStates } from './rules/state-is-one-of-the-types-states.js';
import { tuvaLicenceNeverChanges } from './rules/tuva-licence-never-changes.js';
import { typeNeverChanges } from './rules/type-never-changes.js';
import { valmaHasNoStatesAfterMay2023 } from './rules/valma-has-no-states-after-may-2023.js';
import { sameJson } from './same-json.js';
import type { InvalidationReason, Reach, StudyRight } from './study-right.js';

/** One study right of a data transfer. Source: ehoks-koski.md, sections 1.6 and 1.7. */
export interface TransferCommand {
  readonly learnerOid: string;
  /** All oids of that learner: master and slaves are one person. */
  readonly learnerOids: readonly string[];
  readonly payload: Opiskeluoikeus;
  /** Day of the transfer in Finland. */
  readonly today: string;
  /** Oid for the study right if it turns out to be new. */
  readonly newOid: string;
  readonly caller: TransferCaller;
}

/**
 * Which source ids a caller's payloads bear: an integration user's those of its system, a person's at the screen none, and
 * `EITHER` for those who may do as they like.
 */
export type SourceIdRule = 'EITHER' | 'FORBIDDEN' | { readonly system: string };

/** What a transfer depends on of the one who sends it. */
export interface TransferCaller {
  /** The caller's own oid, when the caller is a person. */
  readonly personId: string;
  readonly reach: Reach;
  readonly mayWrite: boolean;
  readonly mayInvalidate: boolean;
  readonly sourceIds: SourceIdRule;
  /** Whether a type of study right is among those that the caller may deal with. */
  readonly dealsWith: (type: string) => boolean;
  /** Oppilaitokset that are known to belong to the caller's koulutustoimija; what a payload says of that proves nothing. */
  readonly knownOppilaitokset?: readonly string[];
}

/** What the guard has to know when the transfer turns out to ask for invalidation. */
export interface InvalidationFacts {
  readonly liveHoksId: number | null;
  readonly defaultReason: InvalidationReason | null;
}

/** Whom the payload means. `errors` when that cannot be said; `target: null` when it is a new study right. */
export type Identification = { readonly target: StudyRight | null } | { readonly errors: readonly KoskiError[] };

export type TransferOutcome =
  | { readonly kind: 'CREATED' | 'CHANGED' | 'UNCHANGED' | 'INVALIDATED'; readonly studyRight: StudyRight }
  | { readonly errors: readonly KoskiError[] }
  | Refusal;

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
      ? one('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: payload.oid })
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
      ? one('conflict.löytyiEnemmänKuinYksiRivi', { oids: matches.map((match) => match.oid).join(', ') })
      : { target: matches[0] ?? null };
  }
  const lookAlike = own.find((candidate) => isLookAlike(candidate.data, payload));
  return lookAlike === undefined ? { target: null } : one('conflict.exists', { studyRightOid: lookAlike.oid });
}

/** Accepts one study right of a transfer or says why not; several errors at once where Koski gives several. */
export function decideTransfer(
  command: TransferCommand,
  candidates: readonly StudyRight[],
  facts: InvalidationFacts,
): TransferOutcome {
  if (readOnlyTypes.includes(command.payload.tyyppi.koodiarvo)) return one('notImplemented.readOnly');
  if (command.learnerOids.includes(command.caller.personId)) return one('forbidden.omienTietojenMuokkaus');
  const identification = identify(command, candidates);
  if ('errors' in identification) return identification;
  const { target } = identification;
  if (target === null) return create(command, candidates);
  if (!command.learnerOids.includes(target.learnerOid)) return one('forbidden.oppijaOidinMuutos');
  const { versionumero } = command.payload;
  if (versionumero !== undefined && versionumero !== target.version) {
    return one('conflict.versionumero', { annettu: versionumero, currentVersion: target.version });
  }
  return asksInvalidation(command.payload) ? invalidate(command, target, facts) : change(command, target, candidates);
}

function create(command: TransferCommand, candidates: readonly StudyRight[]): TransferOutcome {
  const { payload, caller } = command;
  if (payload.oppilaitos === undefined) return one('badRequest.validation.organisaatio.oppilaitosPuuttuu');
  const refused = refusedAccess(caller, payload, null);
  if (refused !== null) return refused;
  if (payload.versionumero !== undefined && payload.versionumero !== 1) {
    return one('conflict.versionumero', { tapaus: 'uusi', annettu: payload.versionumero });
  }
  if (asksInvalidation(payload)) {
    return one('badRequest.validation.tila.uudenOpiskeluoikeudenTallennusMitäöitynäEiSallittu');
  }
  const errors = [...contentErrors(payload), ...noOverlappingDuplicate(payload, candidates)];
  if (errors.length > 0) return { errors };
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
  const errors = [
    ...typeNeverChanges(target.data, after),
    ...sourceIdIsNeverRemoved(target.data, after),
    ...oppilaitosStaysWithinKoulutustoimija(target.data, after),
    ...qualificationNeverChanges(target.data, after),
    ...tuvaLicenceNeverChanges(target.data, after),
    ...contentErrors(after),
    ...noOverlappingDuplicate(
      after,
      candidates.filter((candidate) => candidate.oid !== target.oid),
    ),
  ];
  if (errors.length > 0) return { errors };
  if (sameJson(after, target.data)) return { kind: 'UNCHANGED', studyRight: target };
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
  if (period === undefined) return one('badRequest.validation.jsonSchema', { polut: 'tila.opiskeluoikeusjaksot' });
  const verdict = assertInvalidatable(target, {
    mayInvalidate: command.caller.mayInvalidate && command.caller.dealsWith(target.data.tyyppi.koodiarvo),
    reason: period.mitätöinninSyy,
    confirmed: period.mitätöinninVahvistus === true,
    ...facts,
  });
  if (isRefused(verdict)) return verdict;
  if (period.alku > command.today) {
    return one('badRequest.validation.tila.mitätöintiTulevaisuudessa', { alku: period.alku });
  }
  if (before !== undefined && period.alku < before.alku) {
    return one('badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät', {
      edellinen: before.alku,
      seuraava: period.alku,
    });
  }
  return { kind: 'INVALIDATED', studyRight: invalidated(target, period, verdict.reason, command.today) };
}

function contentErrors(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  return [
    ...oneMainSuoritus(opiskeluoikeus),
    ...stateIsOneOfTheTypesStates(opiskeluoikeus),
    ...nothingFollowsAFinalState(opiskeluoikeus),
    ...periodsAreInDateOrder(opiskeluoikeus),
    ...fundingIsStatedWhereRequired(opiskeluoikeus),
    ...leaveIsNotUsedAfter2025(opiskeluoikeus),
    ...valmaHasNoStatesAfterMay2023(opiskeluoikeus),
    ...finalStateAgreesWithConfirmation(opiskeluoikeus),
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

/** What the system keeps or derives is never taken from the sender. */
function withoutSystemFields(payload: Opiskeluoikeus): Opiskeluoikeus {
  const kept: Record<string, unknown> = { ...payload };
  for (const field of ['oid', 'versionumero', 'aikaleima', 'alkamispäivä', 'päättymispäivä', 'organisaatiohistoria']) {
    delete kept[field];
  }
  return kept as unknown as Opiskeluoikeus;
}

/** In Koski's order: the organisation, the type of education, the source id. */
function refusedAccess(
  caller: TransferCaller,
  after: Opiskeluoikeus,
  target: StudyRight | null,
): { errors: readonly KoskiError[] } | null {
  if (!caller.mayWrite || !reaches(caller, after, target)) return one('forbidden.organisaatio');
  if (!caller.dealsWith(after.tyyppi.koodiarvo)) return one('forbidden.opiskeluoikeudenTyyppi');
  return refusedSourceId(caller.sourceIds, after.lähdejärjestelmänId?.lähdejärjestelmä.koodiarvo);
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

function refusedSourceId(rule: SourceIdRule, system: string | undefined): { errors: readonly KoskiError[] } | null {
  if (rule === 'EITHER') return null;
  if (rule === 'FORBIDDEN') return system === undefined ? null : one('forbidden.lähdejärjestelmäIdEiSallittu');
  if (system === rule.system) return null;
  return one(
    'forbidden.lähdejärjestelmäIdPuuttuu',
    system === undefined ? {} : { tapaus: 'toinen', system: rule.system },
  );
}

/** The same by oppilaitos, koulutustoimija (which need not be sent), type, and koulutus code and type of the first suoritus. */
function isLookAlike(stored: Opiskeluoikeus, sent: Opiskeluoikeus): boolean {
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

function one(key: string, details?: Readonly<Record<string, unknown>>): { errors: readonly KoskiError[] } {
  return { errors: [koskiError(key, details)] };
}
