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
 * Nobody acts across institutions, whatever the role (house rule; D-rows of domain.md §1.16 know no exception).
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

/** Roles that may do it to some case at all. */
export function rolesFor(action: Action): string[] {
  return Object.keys(RIGHTS[action]);
}

/** Whether the person may do it to this case: same institution, and one of the roles with its relation fulfilled. */
export function can(person: Person, action: Action, interest: CaseInterest): boolean {
  if (person.institutionOid !== interest.institutionOid) return false;
  const holds: Record<Relation, boolean> = {
    HANDLER_OF_IT: interest.handlerIds.includes(person.personId),
    OWNER: interest.studentId === person.personId,
    ANYONE: true,
  };
  return person.roles.some((role) => {
    const relation = RIGHTS[action][role];
    return relation !== undefined && holds[relation];
  });
}

/**
 * The refusal for somebody who may not: it tells a person with the right role on somebody else's part from one without
 * the role. Undefined when the person may.
 */
export function refusalFor(person: Person, action: Action, interest: CaseInterest): Refusal | undefined {
  if (can(person, action, interest)) return undefined;
  const hasRole = person.roles.some((role) => RIGHTS[action][role] === 'HANDLER_OF_IT');
  return hasRole && person.institutionOid === interest.institutionOid
    ? { refused: 'decision/not-the-handler' }
    : { refused: 'decision/not-allowed' };
}
