import type { Refusal } from '../../errors.js';
import { anInstitutionMayBlockAStudyRightType } from './an-institution-may-block-a-study-right-type.js';

/** The copy of a study right, as the study-rights service last published it. */
export interface KnownStudyRight {
  readonly studyRightId: string;
  readonly learnerId: string;
  readonly kind: string;
  readonly programmeCode: string | null;
  /** False when the state is terminal. */
  readonly live: boolean;
  readonly invalidated: boolean;
  /** YYYY-MM-DD, or null when open. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  /** Whether the institution blocks applications with a study right of this type (R154). */
  readonly typeBlocked: boolean;
}

export interface UsableStudyRight {
  readonly studyRightId: string;
  readonly programmeCode: string;
}

/**
 * An application belongs to a degree programme through the student's own study right in force (R87, R154). Another student's
 * study right is answered like an unknown one, so that the answer reveals nothing about other people.
 */
export function aStudyRightMustBeTheStudentsOwnAndLive(
  studyRight: KnownStudyRight | undefined,
  studentId: string,
  today: string,
): UsableStudyRight | Refusal {
  if (!studyRight || studyRight.learnerId !== studentId) return { refused: 'application/study-right-unknown' };
  if (studyRight.invalidated) return { refused: 'application/study-right-invalidated' };
  if (!studyRight.live || (studyRight.endDate !== null && studyRight.endDate < today)) {
    return { refused: 'application/study-right-ended' };
  }
  if (studyRight.startDate !== null && studyRight.startDate > today) {
    return { refused: 'application/study-right-not-begun' };
  }
  const blocked = anInstitutionMayBlockAStudyRightType(studyRight);
  if (blocked) return blocked;
  if (studyRight.kind !== 'HIGHER_EDUCATION' || studyRight.programmeCode === null) {
    return { refused: 'application/study-right-of-other-education' };
  }
  return { studyRightId: studyRight.studyRightId, programmeCode: studyRight.programmeCode };
}
