import type { Refusal } from '../errors.js';

/** What this service needs to know of the person who acts. */
export interface Person {
  readonly personId: string;
  readonly institutionOid: string;
  readonly roles: readonly string[];
}

/** The part of a case, or the whole case, that somebody wants to touch. */
export interface CaseInterest {
  readonly institutionOid: string;
  readonly studentId: string;
  /** The current handlers: of the one part in question, or of every part when the whole case is meant. */
  readonly handlerIds: readonly string[];
}

export type Action = 'make-decision' | 'record-recognition' | 'see-attainments' | 'see-recording-queue';

type Relation = 'HANDLER_OF_IT' | 'OWNER' | 'ANYONE';

/**
 * The rights matrix of this service: action → role → the relation to the case that the role needs. Whether somebody sees the
 * case at all is one rule of all services (#contracts, who-sees-an-application.ts), asked before.
 * Nobody acts across institutions, in any role (house rule; D-rows of domain.md §1.16 know no exception).
 */
export const RIGHTS: Readonly<Record<Action, Readonly<Record<string, Relation>>>> = {
  'make-decision': { HANDLER: 'HANDLER_OF_IT', DECISION_MAKER: 'HANDLER_OF_IT' },
  'record-recognition': { HANDLER: 'HANDLER_OF_IT', DECISION_MAKER: 'HANDLER_OF_IT', RECORDER: 'ANYONE' },
  'see-attainments': {
    HANDLER: 'HANDLER_OF_IT',
    DECISION_MAKER: 'HANDLER_OF_IT',
    RECORDER: 'ANYONE',
    ADMIN: 'ANYONE',
    STUDENT: 'OWNER',
  },
  'see-recording-queue': { HANDLER: 'ANYONE', DECISION_MAKER: 'ANYONE', RECORDER: 'ANYONE', ADMIN: 'ANYONE' },
};

/** Roles that see all that waits for recording; others see their own parts. */
export const SEES_WHOLE_QUEUE: readonly string[] = ['RECORDER', 'ADMIN'];

/** Roles that may do it to some case at all. */
export function rolesFor(action: Action): string[] {
  return Object.keys(RIGHTS[action]);
}

/**
 * May the person do it to this case: same institution, and one of the roles with its relation fulfilled? Refused with
 * `decision/not-the-handler` where the role is right and the part somebody else's, else with `decision/not-allowed` (both 403).
 */
export function can(actor: Person, action: Action, subject: CaseInterest): Refusal | null {
  if (actor.institutionOid !== subject.institutionOid) return { refused: 'decision/not-allowed' };
  const holds: Record<Relation, boolean> = {
    HANDLER_OF_IT: subject.handlerIds.includes(actor.personId),
    OWNER: subject.studentId === actor.personId,
    ANYONE: true,
  };
  const relations = actor.roles.flatMap((role) => RIGHTS[action][role] ?? []);
  if (relations.some((relation) => holds[relation])) return null;
  return { refused: relations.includes('HANDLER_OF_IT') ? 'decision/not-the-handler' : 'decision/not-allowed' };
}
