import type { Refusal } from '../errors.js';

/** The person behind a request, as far as this service's rights depend on it. */
export interface Person {
  readonly personId: string;
  readonly roles: readonly string[];
}

/** The rights matrix of this service: which roles may use which command or view at all. */
export const ROLES_BY_ACTION = {
  'create-draft': ['STUDENT'],
  'edit-draft': ['STUDENT'],
  'delete-draft': ['STUDENT'],
  'submit-application': ['STUDENT'],
  'edit-returned-part': ['STUDENT'],
  'resubmit-parts': ['STUDENT'],
  // R77: a handler can neither cancel nor delete.
  'cancel-application': ['STUDENT'],
  'reopen-application': ['STUDENT'],
  'start-processing': ['HANDLER'],
  'return-part': ['HANDLER'],
  // Whose: #contracts, who-sees-an-application.ts.
  'read-application': ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
  'list-own': ['STUDENT'],
  'list-study-rights': ['STUDENT'],
  'list-courses': ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
  'list-handlers': ['STUDENT'],
  // As those who see what they handle (#contracts, who-sees-an-application.ts).
  'list-handling': ['HANDLER', 'DECISION_MAKER'],
  // Of these, what each of them sees (R25, R152).
  'list-all': ['HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
  'change-settings': ['ADMIN'],
} as const satisfies Record<string, readonly string[]>;

export type Action = keyof typeof ROLES_BY_ACTION;

/** May a person with these roles use the action at all? Refused with `application/role-not-allowed` (403). */
export function can(actor: Person, action: Action): Refusal | null {
  const roles: readonly string[] = ROLES_BY_ACTION[action];
  return actor.roles.some((role) => roles.includes(role)) ? null : { refused: 'application/role-not-allowed' };
}
