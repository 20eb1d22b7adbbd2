import { type Actor, ProblemError, type Role } from '#platform';

/** `look` shows letters with what they hold; `settle` replays and discards. */
export type DeadLetterRight = 'look' | 'settle';

/** Who may do it. */
export const ROLES_BY_RIGHT: Readonly<Record<DeadLetterRight, readonly Role[]>> = {
  look: ['OPERATOR', 'ADMIN'],
  settle: ['OPERATOR'],
};

/** Whose letters somebody sees: one institution's, or everybody's and those of which nobody knows the institution. */
export interface Scope {
  readonly institutionOid: string | undefined;
}

/**
 * Operators work with the letters of all institutions. The main users of an institution see its own letters, because
 * they answer for its people's data; what becomes of a letter is decided by those who know the cause.
 * @throws ProblemError `platform/forbidden`
 */
export function authorise(actor: Pick<Actor, 'roles' | 'institutionOid'>, right: DeadLetterRight): Scope {
  if (!actor.roles.some((role) => ROLES_BY_RIGHT[right].includes(role))) throw new ProblemError('platform/forbidden');
  return { institutionOid: actor.roles.includes('OPERATOR') ? undefined : actor.institutionOid };
}
