import type { Caller } from '../../access.js';
import { ehoksProblem } from './ehoks-problem.js';

/** Student information systems store HOKSes here; people do it by hand elsewhere, where the pen is asked for. */
export function onlyServiceUsers(actor: Caller): void {
  if (actor.isServiceUser !== true) throw ehoksProblem('hoks/service-user-required');
}

/** The user interface of officials is for people. */
export function onlyPeople(actor: Caller): void {
  if (actor.isServiceUser === true) throw ehoksProblem('hoks/service-user-refused');
}
