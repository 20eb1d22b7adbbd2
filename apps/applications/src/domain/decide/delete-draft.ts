import { firstRefusal } from '#kernel';
import type { Application } from '../application.js';
import { changed, moved, type Decided, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface DeleteDraftCommand {
  readonly actorId: string;
  readonly now: Date;
}

/**
 * The student gives a draft up (R27). One that was never sent goes without a trace. A reopened one (R37) was somebody's case:
 * it is again as cancelled as before, without the parts that were only added since, and may be reopened again.
 */
export function deleteDraft(application: Application, { actorId, now }: DeleteDraftCommand): Decision {
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, actorId),
    ...application.parts.map((part) => aPartMovesOnlyAsTheTableSays(part, 'delete-draft')),
  );
  if (refusal) return refusal;
  if (application.toldVersion === 0) return { application, events: [], gone: true };
  // Reopening begins a second round: what is in its first has been sent to nobody.
  const parts = application.parts.filter(({ round }) => round > 1).map((part) => moved(part, 'delete-draft'));
  const partIds = parts.map(({ id }) => id);
  const event = { type: 'ApplicationCancelled', partIds, handlerIds: [] } as const;
  return { ...changed(application, now, { parts }, event), gone: false };
}

/** The application from whose cancelled parts the deleted draft had been made (D16): they may be reopened again. */
export function giveBackParts(origin: Application, draftId: string, now: Date): Decided {
  const parts = origin.parts.map((part) => (part.continuedInId === draftId ? { ...part, continuedInId: null } : part));
  return changed(origin, now, { parts });
}
