import type { Refusal } from '../../errors.js';

/**
 * An institution may let a group of students, told by the type of their study right, make no applications: students of the
 * open university, VIRTA type 13, for example (R154).
 */
export function anInstitutionMayBlockAStudyRightType(studyRight: {
  readonly typeBlocked: boolean;
}): Refusal | undefined {
  return studyRight.typeBlocked ? { refused: 'application/study-right-type-blocked' } : undefined;
}
