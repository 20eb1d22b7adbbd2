import { firstRefusal } from '#kernel';
import type { Application } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { nothingIsCancelledInPartBeforeADecision } from '../rules/nothing-is-cancelled-in-part-before-a-decision.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface CancelApplicationCommand {
  readonly actorId: string;
  /** The parts to cancel; null: the whole application. */
  readonly partIds: readonly string[] | null;
  readonly now: Date;
}

/** Cancels the application, or the named undecided parts once something is decided (R30, R36, D5, D16). */
export function cancelApplication(application: Application, command: CancelApplicationCommand): Decision {
  const parts = application.parts.filter((part) => command.partIds?.includes(part.id) ?? true);
  if (command.partIds?.some((id) => !parts.some((part) => part.id === id))) {
    return { refused: 'application/part-not-found' };
  }
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, command.actorId),
    nothingIsCancelledInPartBeforeADecision(application, command.partIds),
    ...parts.map((part) => aPartMovesOnlyAsTheTableSays(part, 'cancel-application')),
  );
  if (refusal) return refusal;

  const handlerIds = new Set(parts.map((part) => part.handlerId).filter((id) => id !== null));
  return changed(
    application,
    command.now,
    { parts: application.parts.map((part) => (parts.includes(part) ? moved(part, 'cancel-application') : part)) },
    { type: 'ApplicationCancelled', partIds: parts.map((part) => part.id), handlerIds: [...handlerIds] },
  );
}
