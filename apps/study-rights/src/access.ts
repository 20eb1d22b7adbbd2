import type { Actor, Role } from '#platform';
import type { Reach } from './domain/study-right.js';
import type { SourceIdRule } from './domain/transfer.js';

/** What somebody may do with the study rights and HOKSes within reach. */
export type Right = 'READ' | 'WRITE' | 'INVALIDATE' | 'DELETE_HOKS' | 'READ_INVALIDATED' | 'SETTLE_CASES';

/** The rights matrix. Invalidation is a right of its own, on both ways, as Koski's MITATOINTI rights are. */
const rights: Readonly<Partial<Record<Role, readonly Right[]>>> = {
  PROVIDER: ['READ', 'WRITE', 'DELETE_HOKS'],
  PROVIDER_INVALIDATOR: ['READ', 'INVALIDATE'],
  PROVIDER_VIEWER: ['READ'],
  SUPPORT: ['READ', 'READ_INVALIDATED', 'SETTLE_CASES'],
  MAIN_USER: ['READ', 'WRITE', 'INVALIDATE', 'DELETE_HOKS'],
};

/** Somebody who asks, with the limits that only service users have. */
export interface Caller extends Actor {
  /** Which source ids (lähdejärjestelmänId) the caller's transfers bear; with or without one if not said. */
  readonly sourceIds?: SourceIdRule;
  /** Types of study right that the caller may deal with; all without it. */
  readonly studyRightTypes?: readonly string[];
}

export function can(actor: Pick<Actor, 'roles'>, right: Right): boolean {
  return actor.roles.some((role) => rights[role]?.includes(right) ?? false);
}

/**
 * Whose data an actor reaches: those of the own organisation; the main user and the support desk, which is one for the
 * whole country, those of all. Whoever changes an organisation's data as well reaches no other. Each query takes it.
 */
export function reachOf(actor: Pick<Actor, 'roles' | 'institutionOid'>): Reach {
  const changesData = can(actor, 'WRITE') || can(actor, 'INVALIDATE');
  const national = actor.roles.includes('MAIN_USER') || (can(actor, 'SETTLE_CASES') && !changesData);
  return national ? null : actor.institutionOid;
}

export function dealsWith({ studyRightTypes }: Caller, type: string): boolean {
  return studyRightTypes === undefined || studyRightTypes.includes(type);
}
