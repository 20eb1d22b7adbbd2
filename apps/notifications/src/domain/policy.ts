import { type Refusal, refuse } from '#kernel';

/** Who may do what: action → roles. The own desk and the own preferences are everybody's. */
export const ROLES_BY_ACTION = {
  'read-settings': ['HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN'],
  'change-settings': ['ADMIN'],
} as const satisfies Record<string, readonly string[]>;

export type Action = keyof typeof ROLES_BY_ACTION;

/** May a person with these roles use the action at all? Refused with `settings/role-not-allowed` (403). */
export function can(actor: { readonly roles: readonly string[] }, action: Action): Refusal | null {
  const roles: readonly string[] = ROLES_BY_ACTION[action];
  return actor.roles.some((role) => roles.includes(role)) ? null : refuse('settings/role-not-allowed');
}
