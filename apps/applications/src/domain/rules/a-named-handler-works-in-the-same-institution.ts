import { obstacleTo, type Rights } from '#kernel';
import type { FieldError } from '../field-error.js';
import { hasEndedBy, isInForceOn, type Validity } from '../validity.js';

/** What the copy of the institution's people says about the person named as handler. */
export interface KnownPerson extends Validity {
  readonly personId: string;
  readonly roles: readonly string[];
  readonly programmeCodes: readonly string[] | null;
}

/**
 * R3: an application is addressed to a named handler. The person has to be known in the institution as a handler, and nobody
 * handles their own application (Administrative Procedure Act 434/2003, section 28: disqualification of a party).
 */
export function aNamedHandlerWorksInTheSameInstitution(
  handlerId: string | null,
  person: KnownPerson | undefined,
  { studentId, programmeCode, rights }: { studentId: string; programmeCode: string; rights: Rights },
  today: string,
): FieldError | null {
  const path = 'handlerId';
  if (handlerId === null) return { path, code: 'application/handler-required' };
  const left = aNamedHandlerHasNotLeft(person, today);
  if (left) return left;
  const obstacle = person && mayHandle(person, rights, { studentId, programmeCode });
  if (!person || obstacle === 'ROLE' || !isInForceOn(person, today))
    return { path, code: 'application/handler-unknown' };
  if (handlerId === studentId) return { path, code: 'application/handler-is-the-applicant' };
  return obstacle ? { path, code: 'application/handler-of-other-programme' } : null;
}

/** R14–R15: what in the institution's rights matrix keeps a person from handling an application of the programme; null: nothing. */
export function mayHandle(
  { personId, roles, programmeCodes }: KnownPerson,
  rights: Rights,
  { studentId, programmeCode }: { readonly studentId: string; readonly programmeCode: string },
): ReturnType<typeof obstacleTo> {
  const person = { personId, roles, rights, programmeCodes: programmeCodes ?? [] };
  return obstacleTo(person, 'handle-application', { studentId, programmeCode, handlerIds: [], approved: false });
}

/** Said by its own code, also of a draft: the student had found the person, and has to choose another one. */
export function aNamedHandlerHasNotLeft(person: KnownPerson | undefined, today: string): FieldError | null {
  return person && hasEndedBy(person, today) ? { path: 'handlerId', code: 'application/handler-left' } : null;
}
