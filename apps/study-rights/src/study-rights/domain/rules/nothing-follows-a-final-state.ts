import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { finalStates, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * One final state at most, and it is the last; two only when the last is `mitatoity`.
 * Koski DateValidation.validateJaksotPäättyminen.
 */
export function nothingFollowsAFinalState(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const states = opiskeluoikeus.tila.opiskeluoikeusjaksot.map((period) => period.tila.koodiarvo);
  const ends = states.filter((state) => finalStates.includes(state));
  const last = states.at(-1) ?? '';
  if (ends.length === 1 && !finalStates.includes(last)) {
    return [refuse('badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen', { tila: ends[0] })];
  }
  if (ends.length > 2 || (ends.length === 2 && last !== 'mitatoity')) {
    return [refuse('badRequest.validation.tila.montaPäättävääTilaa')];
  }
  return [];
}
