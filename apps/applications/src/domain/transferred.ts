import type { Application, ApplicationPart } from './application.js';
import { changed, moved, type Decided } from './decided.js';

interface Transfer {
  readonly command: 'take-over-parts' | 'transfer-parts';
  readonly handlerId: string;
  readonly actorId: string;
  readonly message: string | null;
  readonly now: Date;
}

/** The parts with their new handler, where they stand. The handler whom the student had named stays as named (R3). */
export function transferred(
  application: Application,
  parts: readonly ApplicationPart[],
  { command, handlerId, actorId, message, now }: Transfer,
): Decided {
  const formerHandlerIds = [...new Set(parts.map((part) => part.handlerId).filter((id) => id !== null))];
  const handedOn = (part: ApplicationPart) =>
    moved(part, command, {
      handlerId,
      transfer: { fromHandlerId: part.handlerId, byId: actorId, message, at: now.toISOString() },
    });
  return changed(
    application,
    now,
    { parts: application.parts.map((part) => (parts.includes(part) ? handedOn(part) : part)) },
    {
      type: 'ApplicationPartsTransferred',
      partIds: parts.map(({ id }) => id),
      handlerId,
      formerHandlerIds,
      transferredBy: actorId,
    },
  );
}
