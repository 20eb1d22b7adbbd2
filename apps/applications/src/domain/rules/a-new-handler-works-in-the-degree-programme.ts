import type { Refusal } from '../../errors.js';
import type { ActingPerson } from '../acting-person.js';
import type { Application } from '../application.js';

/**
 * R14, R15: a part goes from its handler to another one of the same degree programme only. Nobody handles their own application
 * (Administrative Procedure Act 434/2003, section 28: disqualification of a party).
 */
export function aNewHandlerWorksInTheDegreeProgramme(
  { personId, handlesIn }: Pick<ActingPerson, 'personId' | 'handlesIn'>,
  { studentId, programmeCode }: Pick<Application, 'studentId' | 'programmeCode'>,
): Refusal | null {
  if (handlesIn === null) return { refused: 'application/new-handler-unknown' };
  if (personId === studentId) return { refused: 'application/new-handler-is-the-applicant' };
  if (handlesIn.length === 0 || handlesIn.includes(programmeCode)) return null;
  return { refused: 'application/new-handler-of-other-programme', details: { programmeCode } };
}
