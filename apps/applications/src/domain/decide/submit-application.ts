import { firstRefusal, refuse, together } from '#kernel';
import type { Application } from '../application.js';
import { completeContent } from '../content-of-parts.js';
import { changed, moved, type Decision } from '../decided.js';
import { type FactsOfSending, obstaclesToSending } from '../obstacles-to-sending.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface SubmitApplicationCommand extends FactsOfSending {
  readonly actorId: string;
  /** For an application that has none from an earlier sending. */
  readonly number: string;
  readonly now: Date;
}

/** Sends the draft to the named handler (R3), while the study right is still in force; every part is theirs to begin with. */
export function submitApplication(application: Application, command: SubmitApplicationCommand): Decision {
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, command.actorId),
    ...application.parts.map((part) => aPartMovesOnlyAsTheTableSays(part, 'submit-application')),
  );
  if (refusal) return refusal;
  const { refusals, fields } = obstaclesToSending(application, command);
  const obstacles = together([
    ...refusals,
    fields.length > 0 ? refuse('application/content-not-accepted' as const, { errors: fields }) : null,
  ]);
  if (obstacles) return obstacles;

  const { handlerId } = command;
  const number = application.number ?? command.number;
  const parts = application.parts.map((part) => {
    const content = completeContent(part.content);
    return moved(part, 'submit-application', { handlerId, content, sentContent: content });
  });
  return changed(
    application,
    command.now,
    { handlerId, number, parts, submittedAt: command.now },
    { type: 'ApplicationSubmitted' },
  );
}
