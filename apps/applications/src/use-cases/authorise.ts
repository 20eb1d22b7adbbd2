import { orProblem, type Actor } from '#platform';
import { can, type Action } from '../domain/policy.js';

/** May the actor's roles use this action? @throws ProblemError `application/role-not-allowed` */
export function authorise(actor: Actor, action: Action): void {
  orProblem(can(actor, action));
}
