import type { Refusal } from '../../errors.js';
import type { ApplicationPart } from '../application.js';

/** R3, R21: a part is handled by the person to whom it is addressed at the moment, and by nobody else. */
export function onlyTheCurrentHandlerHandlesAPart(part: ApplicationPart, actorId: string): Refusal | null {
  return part.handlerId === actorId ? null : { refused: 'application/not-the-handler' };
}
