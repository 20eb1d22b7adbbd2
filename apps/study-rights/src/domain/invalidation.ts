import { hasAssessment, lastPeriod, type Opiskeluoikeusjakso } from './opiskeluoikeus.js';
import { refuse, type Refusal } from './refusal.js';
import { invalidationReasons, type InvalidationReason, type StudyRight } from './study-right.js';

/** What the guard must know beside the study right. */
export interface InvalidationRequest {
  /** The caller's right to invalidate, distinct from the right to write. */
  readonly mayInvalidate: boolean;
  /** As the caller gave it; checked here. */
  readonly reason: string | undefined;
  readonly confirmed: boolean;
  /** The HOKS of the study right that has not been deleted, if there is one. */
  readonly liveHoksId: number | null;
}

/**
 * THE guard (R160): both ways of invalidating pass here and nowhere else.
 *
 * - no right to invalidate → `forbidden`
 * - a reason outside the closed list → refused with a pointer to a new transfer (R165, R166), before the HOKS is
 *   looked at: nobody should delete a HOKS for an invalidation that will not be accepted
 * - a live HOKS → `conflict.hoksExists` (R160, R169)
 * - no reason → refused
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
  if (reason === undefined) {
    return refuse('badRequest.validation.tila.mitätöinninSyyPuuttuu', { allowedReasons: invalidationReasons });
  }
  if (reason === 'NEVER_STARTED' && hasAssessment(studyRight.data) && !request.confirmed) {
    return refuse('conflict.mitätöintiVaatiiVahvistuksen', { studyRightOid: studyRight.oid });
  }
  return { reason };
}

/** The study right with the `mitatoity` period added and nothing else changed; irreversible. */
export function invalidated(
  studyRight: StudyRight,
  period: Opiskeluoikeusjakso,
  reason: InvalidationReason,
  today: string,
): StudyRight {
  const { tila } = studyRight.data;
  return {
    ...studyRight,
    version: studyRight.version + 1,
    invalidation: { reason, on: today },
    data: {
      ...studyRight.data,
      tila: { ...tila, opiskeluoikeusjaksot: [...tila.opiskeluoikeusjaksot, period] },
    },
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
    mitätöinninSyy: verdict.reason,
  };
  return invalidated(studyRight, period, verdict.reason, today);
}
