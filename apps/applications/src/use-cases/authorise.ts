import { type ActedOn, type HolderOfRights } from '#kernel';
import { orProblem, type Actor, type SqlRunner } from '#platform';
import { can, type Action } from '../domain/policy.js';
import { holderOfRights } from '../persistence/rights.js';

/** Somebody who may use an action, with the rights of their institution as they are in this transaction. */
export type Authorised = Actor & HolderOfRights;

/** May the actor's roles use this action? @throws ProblemError `application/role-not-allowed` */
export async function authorise(sql: SqlRunner, actor: Actor, action: Action): Promise<Authorised> {
  const person = await holderOfRights(sql, actor);
  orProblem(can(person, action));
  return person;
}

/** May they use it on this application? @throws ProblemError `application/condition-not-met` */
export function authoriseOn(person: HolderOfRights, action: Action, on: ActedOn): void {
  orProblem(can(person, action, on));
}
