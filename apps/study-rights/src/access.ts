import type { Actor, Role } from '#platform';
import type { EntryMode, Hoks } from './hoks/domain/hoks.js';
import type { Reach, StudyRight } from './study-rights/domain/study-right.js';
import type { SourceIdRule } from './study-rights/domain/transfer.js';

/** What somebody may do with the study rights and HOKSes within reach. */
export type Right =
  | 'READ'
  | 'WRITE'
  | 'INVALIDATE'
  | 'DELETE_HOKS'
  | 'READ_INVALIDATED'
  /** Enters HOKSes by hand and edits those, nothing else (R158–R159). */
  | 'EDIT_BY_HAND'
  /** Takes a deletion of a HOKS back, and deletes one for good. */
  | 'UNDO_AND_ERASE_HOKS'
  | 'SETTLE_CASES';

/** The rights matrix. Invalidation is a right of its own, on both ways, as Koski's MITATOINTI rights are. */
const rights: Readonly<Partial<Record<Role, readonly Right[]>>> = {
  PROVIDER: ['READ', 'WRITE', 'DELETE_HOKS'],
  PROVIDER_INVALIDATOR: ['READ', 'INVALIDATE'],
  PROVIDER_VIEWER: ['READ'],
  PROVIDER_MANUAL_RECORDER: ['READ', 'EDIT_BY_HAND'],
  SUPPORT: ['READ', 'READ_INVALIDATED', 'SETTLE_CASES'],
  MAIN_USER: ['READ', 'WRITE', 'INVALIDATE', 'DELETE_HOKS', 'UNDO_AND_ERASE_HOKS'],
};

/** Somebody who asks, with the limits that only service users have. */
export interface Caller extends Actor {
  /** Which source ids (lähdejärjestelmänId) the caller's transfers bear; with or without one if not said. */
  readonly sourceIds?: SourceIdRule;
  /** Set for a system that signs in by name and password; eHOKS's user type PALVELU. */
  readonly isServiceUser?: true;
  /** Types of study right that the caller may deal with; all without it. */
  readonly studyRightTypes?: readonly string[];
}

/** Roles that have the right. */
export function rolesWith(right: Right): Role[] {
  return (Object.keys(rights) as Role[]).filter((role) => rights[role]?.includes(right));
}

export function can(actor: Pick<Actor, 'roles'>, right: Right): boolean {
  return actor.roles.some((role) => rights[role]?.includes(right) ?? false);
}

/** The pen ("kynä"): only the manual recorder has it, and only for a HOKS that was entered by hand (R158–R159). */
export function holdsPen(actor: Pick<Actor, 'roles'>, { manualEntry }: Pick<Hoks, 'manualEntry'>): boolean {
  return manualEntry && can(actor, 'EDIT_BY_HAND');
}

/** The right that storing and changing HOKSes in the way given takes. */
export function rightToEnter(mode: EntryMode): Right {
  return mode === 'BY_HAND' ? 'EDIT_BY_HAND' : 'WRITE';
}

/** The way in which an actor stores HOKSes where the interface leaves it open: a manual recorder stores by hand. */
export function entryModeOf(actor: Pick<Actor, 'roles'>): EntryMode {
  return can(actor, 'EDIT_BY_HAND') ? 'BY_HAND' : 'INTEGRATION';
}

/**
 * Whose data an actor reaches: those of the own organisation; the main user and the support desk, which is one for the
 * whole country, those of all. Whoever changes an organisation's data as well reaches no other. Each query takes it.
 */
export function reachOf(actor: Pick<Actor, 'roles' | 'institutionOid'>): Reach {
  const changesData = can(actor, 'WRITE') || can(actor, 'INVALIDATE') || can(actor, 'EDIT_BY_HAND');
  const national = actor.roles.includes('MAIN_USER') || (can(actor, 'SETTLE_CASES') && !changesData);
  return national ? null : actor.institutionOid;
}

export function dealsWith({ studyRightTypes }: Caller, type: string): boolean {
  return studyRightTypes === undefined || studyRightTypes.includes(type);
}

/** The same of a HOKS with its study right; what type an unknown one (null) has had nobody knows. */
export function dealsWithPair(caller: Caller, studyRight: StudyRight | null): boolean {
  return studyRight === null
    ? caller.studyRightTypes === undefined
    : dealsWith(caller, studyRight.data.tyyppi.koodiarvo);
}
