import type { Actor, Role } from '#platform';

/** What somebody may do with the study rights and HOKSes of the own organisation. */
export type Right = 'READ' | 'WRITE' | 'INVALIDATE' | 'DELETE_HOKS' | 'READ_INVALIDATED';

/** The rights matrix. Invalidation is a right of its own, on both ways, as Koski's MITATOINTI rights are. */
const rights: Readonly<Partial<Record<Role, readonly Right[]>>> = {
  PROVIDER: ['READ', 'WRITE', 'DELETE_HOKS'],
  PROVIDER_INVALIDATOR: ['READ', 'INVALIDATE'],
  PROVIDER_VIEWER: ['READ'],
  SUPPORT: ['READ', 'READ_INVALIDATED'],
};

/** Which organisation's data are meant is for the queries: each takes the actor's institutionOid. */
export function can(actor: Pick<Actor, 'roles'>, right: Right): boolean {
  return actor.roles.some((role) => rights[role]?.includes(right) ?? false);
}
