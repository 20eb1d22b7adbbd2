import { type ActionOf, type HolderOfRights, obstacleTo, rolesByDefault } from '#kernel';
import type { Refusal } from '../errors.js';

/** What this service needs to know of the person who acts. */
export interface Person extends HolderOfRights {
  readonly institutionOid: string;
}

/** The part of a case, or the whole case, that somebody wants to touch. */
export interface CaseInterest {
  readonly institutionOid: string;
  readonly studentId: string;
  readonly programmeCode: string;
  /** The current handlers: of the one part in question, or of every part when the whole case is meant. */
  readonly handlerIds: readonly string[];
}

export type Action = ActionOf<'decisions'>;

/** Roles that may do it to some case at all, as long as an institution has set nothing else; for descriptions. */
export function rolesFor(action: Action): string[] {
  return rolesByDefault(action);
}

/**
 * May the person do it to this case, by the rights matrix of the institution? Without a case: to some. Whether somebody sees the case at
 * all is one rule of all services (#contracts, who-sees-an-application.ts), asked before. Nobody acts across institutions, in any role
 * (house rule; D-rows of domain.md §1.16 know no exception). Refused (403) with `decision/not-the-handler` where the role is right and the
 * part somebody else's, with `decision/condition-not-met` where another condition of the matrix stands in the way, else with
 * `decision/not-allowed`.
 */
export function can(actor: Person, action: Action, subject?: CaseInterest): Refusal | null {
  if (subject && actor.institutionOid !== subject.institutionOid) return { refused: 'decision/not-allowed' };
  const obstacle = obstacleTo(actor, action, subject && { ...subject, approved: false });
  switch (obstacle) {
    case null:
      return null;
    case 'ROLE':
    case 'OWN_APPLICATION':
      return { refused: 'decision/not-allowed' };
    case 'HOLDS_THE_STEP':
      return { refused: 'decision/not-the-handler' };
    default:
      return { refused: 'decision/condition-not-met', details: { condition: obstacle } };
  }
}
