import type { FieldError } from '../refusal.js';

/** What the copy of the institution's people tells about the person named as handler. */
export interface KnownPerson {
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
): FieldError | null {
  const path = 'handlerId';
  if (handlerId === null) return { path, code: 'application/handler-required' };
  if (!person?.roles.includes('HANDLER')) return { path, code: 'application/handler-unknown' };
  return handlerId === studentId ? { path, code: 'application/handler-is-the-applicant' } : null;
}
