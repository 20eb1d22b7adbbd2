import type { Application } from './application.js';
import { PRIVATE_STATES } from './application.states.js';
import type { Refusal } from './refusal.js';

/** The person behind a request, as far as this service's rights depend on it. */
export interface Person {
  readonly personId: string;
  readonly roles: readonly string[];
}

/** The rights matrix of this service: which roles may use which command or view at all. */
export const ROLES_BY_ACTION = {
  'create-draft': ['STUDENT'],
  'edit-draft': ['STUDENT'],
  'submit-application': ['STUDENT'],
  'edit-returned-part': ['STUDENT'],
  'resubmit-parts': ['STUDENT'],
  // R77: a handler can neither cancel nor delete.
  'cancel-application': ['STUDENT'],
  'reopen-application': ['STUDENT'],
  'start-processing': ['HANDLER'],
  'return-part': ['HANDLER'],
  'read-application': ['STUDENT', 'HANDLER', 'ADMIN'],
  'list-own': ['STUDENT'],
  'list-handling': ['HANDLER'],
  'change-settings': ['ADMIN'],
} as const satisfies Record<string, readonly string[]>;

export type Action = keyof typeof ROLES_BY_ACTION;

/** May a person with these roles use the action at all? Refused with `application/role-not-allowed` (403). */
export function can(person: Person, action: Action): Refusal | true {
  const roles: readonly string[] = ROLES_BY_ACTION[action];
  return person.roles.some((role) => roles.includes(role)) || { refused: 'application/role-not-allowed' };
}

/**
 * Does the person see this application at all? The student sees their own, an administrator every one of the institution,
 * a handler those of which they handle a part, but never a draft (R27). To anybody else it does not exist (404).
 */
export function sees(person: Person, application: Pick<Application, 'studentId' | 'parts'>): boolean {
  if (person.personId === application.studentId || person.roles.includes('ADMIN')) return true;
  return (
    person.roles.includes('HANDLER') &&
    application.parts.some((part) => part.handlerId === person.personId && !PRIVATE_STATES.includes(part.state))
  );
}
