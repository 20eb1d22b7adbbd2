import { type ActionOf, RIGHTS_BY_DEFAULT, rolesByDefault } from '#kernel';
import type { Refusal } from '../errors.js';

/** The person behind a request, as far as this service's rights depend on it. */
export interface Person {
  readonly roles: readonly string[];
}

/** Who may do what: action → roles. No institution changes them (#kernel, rights-by-default.ts). */
export const ROLES_BY_ACTION = Object.fromEntries(
  Object.keys(RIGHTS_BY_DEFAULT['recognition-bank']).map((action) => [action, rolesByDefault(action as Action)]),
) as Readonly<Record<Action, string[]>>;

export type Action = ActionOf<'recognition-bank'>;

/**
 * May a person with these roles use the action at all? Refused with `precedent/search-not-allowed`, of keywords with
 * `keyword/role-not-allowed` (403).
 */
export function can(actor: Person, action: Action): Refusal | null {
  if (actor.roles.some((role) => ROLES_BY_ACTION[action].includes(role))) return null;
  return { refused: action === 'search-precedents' ? 'precedent/search-not-allowed' : 'keyword/role-not-allowed' };
}
