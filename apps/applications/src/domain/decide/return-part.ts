import { firstRefusal, isRefused } from '#kernel';
import type { Application } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aPartMustBelongToTheApplication } from '../rules/a-part-must-belong-to-the-application.js';
import { onlyTheCurrentHandlerHandlesAPart } from '../rules/only-the-current-handler-handles-a-part.js';

export interface ReturnPartCommand {
  readonly actorId: string;
  readonly partId: string;
  readonly reasonCodes: readonly string[];
  /** What the student should complete, in the handler's own words. */
  readonly message: string;
  readonly now: Date;
}

/** Sends a part back to the student for completion, for example because its type is wrong (R33, R109). */
export function returnPart(application: Application, command: ReturnPartCommand): Decision {
  const part = aPartMustBelongToTheApplication(application, command.partId);
  if (isRefused(part)) return part;
  const refusal = firstRefusal(
    onlyTheCurrentHandlerHandlesAPart(part, command.actorId),
    aPartMovesOnlyAsTheTableSays(part, 'return-part'),
  );
  if (refusal) return refusal;

  const returned = moved(part, 'return-part', {
    returnReasonCodes: command.reasonCodes,
    returnMessage: command.message,
  });
  return changed(
    application,
    command.now,
    { parts: application.parts.map((other) => (other === part ? returned : other)) },
    { type: 'ApplicationPartReturned', partId: part.id, handlerId: command.actorId, reasonCodes: command.reasonCodes },
  );
}
