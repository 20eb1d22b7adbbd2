import type { Refusal } from '../../errors.js';
import type { Application } from '../application.js';
import { allows } from '../application.states.js';

/**
 * D16: the whole application may be cancelled while no part has a confirmed decision; after that, single undecided parts
 * only, and the student has to say which.
 */
export function nothingIsCancelledInPartBeforeADecision(
  application: Application,
  partIds: readonly string[] | null,
): Refusal | null {
  const decided = application.parts.some((part) => part.outcome !== null);
  const wanted = new Set(partIds ?? application.parts.map((part) => part.id));
  const wantsAll = application.parts.every((part) => wanted.has(part.id));

  const cancellable = application.parts.filter((part) => allows('cancel-application', part));
  if (!decided && !wantsAll) {
    const canBeCancelled = cancellable.length === application.parts.length;
    return { refused: 'application/cancel-the-whole', details: { canBeCancelled } };
  }
  if (decided && partIds === null) {
    return { refused: 'application/name-the-parts-to-cancel', details: { canBeCancelled: cancellable.length > 0 } };
  }
  return null;
}
