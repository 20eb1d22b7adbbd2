import type { Refusal } from '../../errors.js';

/**
 * An institution may bar a group of students, identified by the type of their study right, from applying: students of
 * the open university, VIRTA type 13, for example (R154).
 */
export function anInstitutionMayBlockAStudyRightType(studyRight: {
  readonly typeBlocked: boolean;
}): Refusal | undefined {
  return studyRight.typeBlocked ? { refused: 'application/study-right-type-blocked' } : undefined;
}
