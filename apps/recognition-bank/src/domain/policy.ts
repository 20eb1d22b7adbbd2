import type { Refusal } from '../errors.js';

export type Action = 'search-precedents';

/** The person behind a request, as far as this service's rights depend on it. */
export interface Person {
  readonly roles: readonly string[];
}

/** Who may do what: action → roles. Handlers and students search the bank (R82), and those who work beside them. */
export const ROLES_BY_ACTION: Readonly<Record<Action, readonly string[]>> = {
  'search-precedents': ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
};

/** May a person with these roles use the action at all? Refused with `precedent/search-not-allowed` (403). */
export function can(actor: Person, action: Action): Refusal | null {
  const roles = ROLES_BY_ACTION[action];
  return actor.roles.some((role) => roles.includes(role)) ? null : { refused: 'precedent/search-not-allowed' };
}
