import type { Refusal } from '../errors.js';

/** The person behind a request, as far as this service's rights depend on it. */
export interface Person {
  readonly roles: readonly string[];
}

const STAFF = ['HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'] as const;
const KEYWORD_ACTIONS = {
  'list-keywords': STAFF,
  // R104, R105: administrators alone.
  'add-keyword': ['ADMIN'],
  'edit-keyword': ['ADMIN'],
  'retire-keyword': ['ADMIN'],
  'restore-keyword': ['ADMIN'],
  'merge-keyword': ['ADMIN'],
} as const satisfies Record<string, readonly string[]>;

/** Who may do what: action → roles. Handlers and students search the bank (R82), and those who work beside them. */
export const ROLES_BY_ACTION = {
  'search-precedents': ['STUDENT', ...STAFF],
  ...KEYWORD_ACTIONS,
} as const satisfies Record<string, readonly string[]>;

export type Action = keyof typeof ROLES_BY_ACTION;

/**
 * May a person with these roles use the action at all? Refused with `precedent/search-not-allowed`, of keywords with
 * `keyword/role-not-allowed` (403).
 */
export function can(actor: Person, action: Action): Refusal | null {
  const roles: readonly string[] = ROLES_BY_ACTION[action];
  if (actor.roles.some((role) => roles.includes(role))) return null;
  return { refused: action in KEYWORD_ACTIONS ? 'keyword/role-not-allowed' : 'precedent/search-not-allowed' };
}
