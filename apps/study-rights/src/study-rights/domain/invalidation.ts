import { refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import { hasAssessment, lastPeriod, type Opiskeluoikeus, type Opiskeluoikeusjakso } from './opiskeluoikeus.js';
import { invalidationReasons, type InvalidationReason, type StudyRight } from './study-right.js';

/** What the guard must know beside the study right. */
export interface InvalidationRequest {
  /** The caller's right to invalidate, distinct from the right to write. */
  readonly mayInvalidate: boolean;
  /** As the caller gave it; checked here. */
  readonly reason: string | undefined;
  /** What the institution has set for clients that know Koski only and give no reason. */
  readonly defaultReason?: InvalidationReason | null;
  readonly confirmed: boolean;
  /** The HOKS of the study right that has not been deleted, if there is one. */
  readonly liveHoksId: number | null;
}

/**
 * THE guard (R160): both ways of invalidating pass here and nowhere else.
 *
 * - no right to invalidate → `forbidden`
 * - a reason outside the closed list → refused with a pointer to a new transfer (R165, R166), before the HOKS is
 *   checked: nobody should delete a HOKS for an invalidation that will not be accepted
 * - a live HOKS → `conflict.hoksExists` (R160, R169)
 * - no reason, and none set by the institution for clients that give none → refused
 * - NEVER_STARTED although something is assessed → confirmation is asked for; never a refusal for good
 *
 * Nothing else is validated: an old study right, invalid by the rules of today, can still be invalidated.
 */
export function assertInvalidatable(
  studyRight: StudyRight,
  request: InvalidationRequest,
): { reason: InvalidationReason } | Refusal {
  const reason = invalidationReasons.find((known) => known === request.reason);
  if (!request.mayInvalidate) return refuse('forbidden');
  if (request.reason !== undefined && reason === undefined) {
    return refuse('badRequest.validation.tila.mitätöinninSyyEiSallittu', { allowedReasons: invalidationReasons });
  }
  if (request.liveHoksId !== null) {
    return refuse('conflict.hoksExists', { hoksId: request.liveHoksId, studyRightOid: studyRight.oid });
  }
  const decisive = reason ?? request.defaultReason ?? null;
  if (decisive === null) {
    return refuse('badRequest.validation.tila.mitätöinninSyyPuuttuu', { allowedReasons: invalidationReasons });
  }
  if (decisive === 'NEVER_STARTED' && hasAssessment(studyRight.data) && !request.confirmed) {
    return refuse('conflict.mitätöintiVaatiiVahvistuksen', { studyRightOid: studyRight.oid });
  }
  return { reason: decisive };
}

/** Suoritus types of free adult education that exist by the learner's consent. */
const byConsent: readonly string[] = ['vstvapaatavoitteinenkoulutus', 'vstosaamismerkki'];

/** Where invalidation is erasure: free adult education without a degree goal, competence badges, basic education in the arts. */
function isErasedByInvalidation({ data }: StudyRight): boolean {
  return (
    data.tyyppi.koodiarvo === 'taiteenperusopetus' ||
    data.suoritukset.some((suoritus) => byConsent.includes(suoritus.tyyppi.koodiarvo))
  );
}

/** What is left of an erased study right: whose it was, and that it was invalidated. */
function stubOf({ tyyppi, oppilaitos, koulutustoimija, lähdejärjestelmänId }: Opiskeluoikeus): Opiskeluoikeus {
  return {
    tyyppi,
    ...(oppilaitos && { oppilaitos: { oid: oppilaitos.oid } }),
    ...(koulutustoimija && { koulutustoimija: { oid: koulutustoimija.oid } }),
    ...(lähdejärjestelmänId && { lähdejärjestelmänId }),
    tila: { opiskeluoikeusjaksot: [] },
    suoritukset: [],
  };
}

/**
 * The study right with the `mitatoity` period added and nothing else changed; irreversible. Of one that exists by the
 * learner's consent only a stub is left.
 */
export function invalidated(
  studyRight: StudyRight,
  period: Opiskeluoikeusjakso,
  reason: InvalidationReason,
  today: string,
): StudyRight {
  const erased = isErasedByInvalidation(studyRight);
  const data = erased ? stubOf(studyRight.data) : studyRight.data;
  const jaksot = [...data.tila.opiskeluoikeusjaksot, { ...period, mitätöinninSyy: reason }];
  return {
    ...studyRight,
    version: studyRight.version + 1,
    invalidation: { reason, on: today, ...(erased && { erased }) },
    data: { ...data, tila: { ...data.tila, opiskeluoikeusjaksot: jaksot } },
  };
}

/**
 * Invalidation by request. The period begins today, or with the last period when that lies in the future: the studies
 * that never start are often those that have not begun.
 */
export function invalidateByRequest(
  studyRight: StudyRight,
  request: InvalidationRequest,
  today: string,
): StudyRight | Refusal {
  const verdict = assertInvalidatable(studyRight, request);
  if ('refused' in verdict) return verdict;
  const last = lastPeriod(studyRight.data)?.alku ?? today;
  const period: Opiskeluoikeusjakso = {
    alku: last > today ? last : today,
    tila: { koodiarvo: 'mitatoity', koodistoUri: 'koskiopiskeluoikeudentila' },
  };
  return invalidated(studyRight, period, verdict.reason, today);
}
