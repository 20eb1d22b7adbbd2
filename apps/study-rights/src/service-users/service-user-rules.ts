import type { Role } from '#platform';

/** Roles that administrators give to systems of their organisation; MAIN_USER reaches all organisations and is given by operators. */
export const GIVEN_ROLES = ['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER'] as const satisfies readonly Role[];

/** Whose service users somebody manages. */
export interface ManagedReach {
  /** Null: those of all organisations. */
  readonly institutionOid: string | null;
  /** Null: with any roles. */
  readonly roles: readonly Role[] | null;
}

/** An administrator manages the systems of the own organisation with the roles above; who gives no role takes over none with it. */
export function managedReach(actor: {
  readonly roles: readonly string[];
  readonly institutionOid: string;
}): ManagedReach {
  if (actor.roles.includes('MAIN_USER')) return { institutionOid: null, roles: null };
  return { institutionOid: actor.institutionOid, roles: GIVEN_ROLES };
}
