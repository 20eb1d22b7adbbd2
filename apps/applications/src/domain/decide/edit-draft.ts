import { firstRefusal } from '#kernel';
import type { Application, DraftContent } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import type { UsableStudyRight } from '../rules/a-study-right-must-be-the-students-own-and-live.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';
import { newPart } from './draft-application.js';

export interface EditDraftCommand {
  readonly actorId: string;
  readonly studyRight: UsableStudyRight;
  readonly handlerId: string | null;
  readonly contents: readonly DraftContent[];
  /** The id for a part that the draft does not have yet, in this 0-based place. */
  readonly newPartId: (place: number) => string;
  readonly now: Date;
}

/** Replaces what the draft says. A part keeps its id and round by its place, so that a reopened one stays the same part. */
export function editDraft(application: Application, command: EditDraftCommand): Decision {
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, command.actorId),
    ...application.parts.map((part) => aPartMovesOnlyAsTheTableSays(part, 'edit-draft')),
  );
  if (refusal) return refusal;

  const parts = command.contents.map((content, index) => {
    const part = application.parts[index] ?? newPart(command.newPartId(index), index + 1, content, command.now);
    return moved(part, 'edit-draft', { content });
  });
  return changed(application, command.now, {
    studyRightId: command.studyRight.studyRightId,
    programmeCode: command.studyRight.programmeCode,
    handlerId: command.handlerId,
    parts,
  });
}
