import type { FieldError } from '../field-error.js';
import { hasEndedBy, isInForceOn, type Validity } from '../validity.js';

/** What the copy of the institution's people says about the person named as handler. */
export interface KnownPerson extends Validity {
  readonly personId: string;
  readonly roles: readonly string[];
}

/**
 * R3: an application is addressed to a named handler. The person has to be known in the institution as a handler, and nobody
 * handles their own application (Administrative Procedure Act 434/2003, section 28: disqualification of a party).
 */
export function aNamedHandlerWorksInTheSameInstitution(
  handlerId: string | null,
  person: KnownPerson | undefined,
  studentId: string,
  today: string,
): FieldError | null {
  const path = 'handlerId';
  if (handlerId === null) return { path, code: 'application/handler-required' };
  const left = aNamedHandlerHasNotLeft(person, today);
  if (left) return left;
  if (!person?.roles.includes('HANDLER') || !isInForceOn(person, today))
    return { path, code: 'application/handler-unknown' };
  return handlerId === studentId ? { path, code: 'application/handler-is-the-applicant' } : null;
}

/** Said by its own code, also of a draft: the student had found the person, and has to choose another one. */
export function aNamedHandlerHasNotLeft(person: KnownPerson | undefined, today: string): FieldError | null {
  return person && hasEndedBy(person, today) ? { path: 'handlerId', code: 'application/handler-left' } : null;
}
