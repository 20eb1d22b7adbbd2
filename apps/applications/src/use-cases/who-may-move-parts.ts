import { finnishDay } from '#kernel';
import type { SqlRunner } from '#platform';
import type { Application } from '../domain/application.js';
import { PRIVATE_STATES } from '../domain/application.states.js';
import type { Action } from '../domain/policy.js';
import { aNewHandlerWorksInTheDegreeProgramme } from '../domain/rules/a-new-handler-works-in-the-degree-programme.js';
import { actingPerson } from '../persistence/acting-people.js';
import type { Authorised } from './authorise.js';

const MOVES: ReadonlySet<Action> = new Set<Action>(['take-over-parts', 'transfer-parts']);

/**
 * A colleague of the degree programme does not see the application (ADR 35), but knows of it from the list of what can be taken
 * over: for taking it over, and for having had it a moment ago, it exists to them, and they are answered with what stands.
 */
export async function maySeeToMove(
  sql: SqlRunner,
  action: Action,
  actor: Authorised,
  application: Application,
  now: Date,
): Promise<boolean> {
  if (!MOVES.has(action) || application.parts.every(({ state }) => PRIVATE_STATES.includes(state))) return false;
  const person = await actingPerson(sql, actor, finnishDay(now));
  return aNewHandlerWorksInTheDegreeProgramme(person, application) === null;
}
