import { firstRefusal, isRefused } from '#kernel';
import type { Application, ReturnedField } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aPartMustBelongToTheApplication } from '../rules/a-part-must-belong-to-the-application.js';
import { aReturnNamesFieldsOfThePart } from '../rules/a-return-names-fields-of-the-part.js';
import { onlyTheCurrentHandlerHandlesAPart } from '../rules/only-the-current-handler-handles-a-part.js';

export interface ReturnPartCommand {
  readonly actorId: string;
  readonly partId: string;
  readonly reasonCodes: readonly string[];
  /** What is wrong in which field; may be empty. */
  readonly fields: readonly ReturnedField[];
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
  const errors = aReturnNamesFieldsOfThePart(command.fields, part.sentContent);
  if (errors.length > 0) return { refused: 'application/content-not-accepted', details: { errors } };

  const returned = moved(part, 'return-part', {
    returnReasonCodes: command.reasonCodes,
    returnedFields: command.fields,
    returnMessage: command.message,
  });
  return changed(
    application,
    command.now,
    { parts: application.parts.map((other) => (other === part ? returned : other)) },
    {
      ...{ type: 'ApplicationPartReturned', partId: part.id, handlerId: command.actorId },
      reasonCodes: command.reasonCodes,
      fields: command.fields.map(({ path, code }) => ({ path, code })),
    },
  );
}
