export type Action = 'search-precedents';

/** Who may do what: action → roles. Handlers and students search the bank (R82), and those who work beside them. */
export const RIGHTS: Readonly<Record<Action, readonly string[]>> = {
  'search-precedents': ['STUDENT', 'HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
};

export function can(roles: readonly string[], action: Action): boolean {
  return roles.some((role) => RIGHTS[action].includes(role));
}
