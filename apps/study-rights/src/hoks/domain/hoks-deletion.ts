import { refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import { type Hoks, isWithin } from './hoks.js';
import { isEnded, type Reach, type StudyRight } from '../../study-rights/domain/study-right.js';

/** A HOKS that is there, with its study right, both locked. */
export interface HoksPair {
  readonly hoks: Hoks;
  readonly studyRight: StudyRight;
}

/**
 * Soft delete in eHOKS's order of checks: found, own with the right to delete, then the study right has not ended. The
 * HOKS of an ended study right leaves only by customer service; that of an invalidated or unknown one may go. A HOKS that
 * is deleted already stays so in every later state of its study right: a client that missed the answer asks again.
 * Source: ehoks src/oph/ehoks/virkailija/handler.clj (shallow-delete-hoks-handler!), which does not find it a second time.
 * @returns the HOKS; with `deletedAt` set there is nothing left to do
 */
export function mayDeleteHoks(
  hoks: Hoks | null,
  studyRight: StudyRight | null,
  caller: { readonly reach: Reach; readonly mayDelete: boolean },
): { hoks: Hoks } | Refusal {
  if (hoks === null) return refuse('hoks/not-found');
  if (!caller.mayDelete || !isWithin(caller.reach, hoks, studyRight)) return refuse('hoks/delete-not-privileged');
  if (hoks.deletedAt !== null) return { hoks };
  if (studyRight !== null && studyRight.invalidation === null && isEnded(studyRight)) {
    return refuse('hoks/delete-study-right-not-active', { studyRightOid: studyRight.oid });
  }
  return { hoks };
}

/** A deletion is taken back only while the study right is there: an invalidated one never has a HOKS in force (R160). */
export function mayUndoDeletion(hoks: Hoks | null, studyRight: StudyRight | null): HoksPair | Refusal {
  if (hoks === null) return refuse('hoks/not-found');
  const { studyRightOid } = hoks;
  if (studyRight === null) return refuse('hoks/study-right-not-found', { studyRightOid });
  return studyRight.invalidation === null
    ? { hoks, studyRight }
    : refuse('hoks/study-right-invalidated', { studyRightOid });
}
