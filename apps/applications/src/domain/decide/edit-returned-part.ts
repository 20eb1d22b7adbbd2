import { firstRefusal, isRefused } from '#kernel';
import type { Application, DraftContent } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aPartMustBelongToTheApplication } from '../rules/a-part-must-belong-to-the-application.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface EditReturnedPartCommand {
  readonly actorId: string;
  readonly partId: string;
  readonly content: DraftContent;
  readonly now: Date;
}

/** The student completes a returned part, type included (R110), while the other parts proceed (D11). */
export function editReturnedPart(application: Application, command: EditReturnedPartCommand): Decision {
  const part = aPartMustBelongToTheApplication(application, command.partId);
  if (isRefused(part)) return part;
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, command.actorId),
    aPartMovesOnlyAsTheTableSays(part, 'edit-returned-part'),
  );
  if (refusal) return refusal;

  const edited = moved(part, 'edit-returned-part', { content: command.content });
  return changed(application, command.now, {
    parts: application.parts.map((other) => (other === part ? edited : other)),
  });
}
