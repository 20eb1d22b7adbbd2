import type { Refusal } from '../../errors.js';
import type { ApplicationPart } from '../application.js';
import { allows, type PartCommand } from '../application.states.js';

/** R45, D1: anything outside the transition table is refused; a decided part says so in its own words (D16). */
export function aPartMovesOnlyAsTheTableSays(part: ApplicationPart, command: PartCommand): Refusal | null {
  if (allows(command, part)) return null;
  return {
    refused: part.outcome === null ? 'application/wrong-state' : 'application/part-already-decided',
    details: { partId: part.id, partNumber: part.number, partState: part.state },
  };
}
