import { refuse } from '#kernel';
import type { ErrorCode, Refusal } from '../errors.js';
import type { EntryMode, Hoks } from '../hoks/domain/hoks.js';
import type { Reach, StudyRight } from '../study-rights/domain/study-right.js';

/** Somebody who asks, as far as this service's rights depend on it. */
export interface Person {
  readonly roles: readonly string[];
  /** Types of study right that a service user may deal with; all without it. */
  readonly studyRightTypes?: readonly string[];
}

/**
 * Which source ids (lähdejärjestelmänId) a caller's transfers have: an integration user's those of its system, a person's at
 * the screen none, and `EITHER` for those who may do as they like.
 */
export type SourceIdRule = 'EITHER' | 'FORBIDDEN' | { readonly system: string };

/** What an action is about; what is left out is not asked for. */
export interface Subject {
  /** The study right, or that of the HOKS; null: unknown, and so is its type. */
  readonly studyRight?: Pick<StudyRight, 'data'> | null;
  /** The way in which a HOKS is stored. */
  readonly mode?: EntryMode;
}

interface Right {
  readonly roles: readonly string[];
  /** Roles that do it by hand, and those only (R158–R159). */
  readonly byHand?: readonly string[];
  /** What the others are refused with. */
  readonly refused?: ErrorCode;
  /** What those are refused with who may not deal with the type; `refused` without it. */
  readonly otherType?: ErrorCode;
}

const READERS = [
  ...['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_VIEWER', 'PROVIDER_MANUAL_RECORDER'],
  ...['SUPPORT', 'MAIN_USER'],
];
const WRITERS = ['PROVIDER', 'MAIN_USER'];
/** A right of its own, on both ways of invalidating, as Koski's MITATOINTI rights are. */
const INVALIDATORS = ['PROVIDER_INVALIDATOR', 'MAIN_USER'];
const DESK = ['SUPPORT'];
const MAIN_USERS = ['MAIN_USER'];
/** The main users of an organisation answer for its systems. */
const ADMINISTRATORS = ['ADMIN', 'MAIN_USER'];
const manage: Right = { roles: ADMINISTRATORS };

const read: Right = { roles: READERS };
const store: Right = {
  roles: WRITERS,
  refused: 'forbidden.organisaatio',
  otherType: 'forbidden.opiskeluoikeudenTyyppi',
};
const enter: Right = { roles: WRITERS, byHand: ['PROVIDER_MANUAL_RECORDER'] };

/** The rights matrix of this service: action → roles. Whose data they reach is another question (`reachOf`). */
export const RIGHTS = {
  'read-study-right': read,
  'read-learner': read,
  'list-study-rights': read,
  'list-study-right-versions': read,
  'read-study-right-version': read,
  /** To find invalidated study rights and deleted HOKSes among the others (R161). */
  'read-invalidated': { roles: DESK },
  /** To send a transfer at all: it may store study rights and invalidate others. */
  'transfer-study-rights': { roles: [...new Set([...WRITERS, ...INVALIDATORS])] },
  'store-study-right': store,
  'remove-main-suoritus': store,
  'invalidate-study-right': { roles: INVALIDATORS, refused: 'forbidden' },

  'read-hoks': read,
  'read-hoks-page': read,
  'read-learners-hokses': read,
  'read-own-hokses': { roles: ['LEARNER'] },
  'create-hoks': enter,
  'validate-hoks': enter,
  'replace-hoks': enter,
  'patch-hoks': enter,
  'delete-hoks': { roles: WRITERS, refused: 'hoks/delete-not-privileged' },
  'undo-delete-hoks': { roles: MAIN_USERS },
  'erase-hoks': { roles: MAIN_USERS },

  'open-support-case': { roles: INVALIDATORS, refused: 'forbidden' },
  'withdraw-support-case': { roles: INVALIDATORS },
  'list-support-cases': { roles: [...INVALIDATORS, ...DESK] },
  'read-support-case': { roles: [...INVALIDATORS, ...DESK] },
  /** To see beside a case who proposed what, and all records about its study right. */
  'read-case-file': { roles: DESK },
  'reject-support-case': { roles: DESK },
  'propose-override': { roles: DESK },
  'approve-override': { roles: DESK },
  'list-broken-hoks': { roles: DESK },
  'repair-broken-hoks': { roles: DESK },

  /** Study rights of higher education, which nobody changes here. */
  'list-higher-education': { roles: [...ADMINISTRATORS, ...DESK] },

  'list-service-users': manage,
  /** In the own organisation. */
  'add-service-user': { roles: ['ADMIN'] },
  'block-service-user': manage,
  'unblock-service-user': manage,
  'limit-service-user': manage,
  'rotate-service-user-password': manage,
} as const satisfies Readonly<Record<string, Right>>;

export type Action = keyof typeof RIGHTS;

/** Roles that may do it in some way. */
export function rolesFor(action: Action): string[] {
  const { roles, byHand = [] }: Right = RIGHTS[action];
  return [...roles, ...byHand];
}

/**
 * May the person do it, and to this study right, in this way? Refused with `platform/forbidden` (403) where Koski or eHOKS has
 * no code of its own. Callers that must not learn what there is answer "not found" instead.
 */
export function can(actor: Person, action: Action, { studyRight, mode }: Subject = {}): Refusal | null {
  const { roles, byHand = [], refused = 'platform/forbidden', otherType = refused }: Right = RIGHTS[action];
  const allowed = mode === 'BY_HAND' ? byHand : roles;
  if (!actor.roles.some((role) => allowed.includes(role))) return refuse(refused);
  return studyRight === undefined || dealsWith(actor, studyRight) ? null : refuse(otherType);
}

/** The type of an unknown study right cannot be known. */
function dealsWith({ studyRightTypes }: Person, studyRight: Pick<StudyRight, 'data'> | null): boolean {
  if (studyRightTypes === undefined) return true;
  return studyRight !== null && studyRightTypes.includes(studyRight.data.tyyppi.koodiarvo);
}

/** The pen ("kynä"): only the manual recorder has it, and only for a HOKS that was entered by hand (R158–R159). */
export function holdsPen(actor: Person, { manualEntry }: Pick<Hoks, 'manualEntry'>): boolean {
  return manualEntry && can(actor, 'patch-hoks', { mode: 'BY_HAND' }) === null;
}

/** The way in which an actor stores HOKSes where the interface leaves it open: a manual recorder stores by hand. */
export function entryModeOf(actor: Person): EntryMode {
  return can(actor, 'create-hoks', { mode: 'BY_HAND' }) === null ? 'BY_HAND' : 'INTEGRATION';
}

/** Roles that change an organisation's data: a holder reaches no other organisation, even with other roles. */
const OF_AN_ORGANISATION = ['PROVIDER', 'PROVIDER_INVALIDATOR', 'PROVIDER_MANUAL_RECORDER'];

/**
 * Whose data an actor reaches: those of the own organisation; the main user and the support desk, which is one for the
 * whole country, those of all. Each query takes it.
 */
export function reachOf({ roles, institutionOid }: Person & { readonly institutionOid: string }): Reach {
  const isDesk = roles.includes('SUPPORT') && !roles.some((role) => OF_AN_ORGANISATION.includes(role));
  return roles.includes('MAIN_USER') || isDesk ? null : institutionOid;
}
