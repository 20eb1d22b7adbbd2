import { finnishDay, firstRefusal, isRefused } from '#kernel';
import type { Application, ApplicationPart } from '../application.js';
import type { ApplicationEvent } from '../application.events.js';
import type { Refusal } from '../../errors.js';
import { completeContent } from '../content-of-parts.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aPartMustBelongToTheApplication } from '../rules/a-part-must-belong-to-the-application.js';
import { aProposedChangeStillStands } from '../rules/a-proposed-change-still-stands.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface AnswerProposedChangeCommand {
  readonly actorId: string;
  readonly partId: string;
  readonly now: Date;
}

/**
 * The student accepts what the handler has proposed: it is the student's own change (R110), sent at once. The new round keeps a
 * decision on the former content from holding.
 */
export function acceptProposedChange(application: Application, command: AnswerProposedChangeCommand): Decision {
  const part = answered(application, command, 'accept-change');
  if (isRefused(part)) return part;
  const { proposedChange, content: written } = part;
  if (proposedChange === null) throw new Error('a proposal was accepted that is not there');
  const { type, targets, creditsApplied } = proposedChange;
  const content = completeContent({ ...written, type, targets, creditsApplied });
  const accepted = moved(part, 'accept-change', { content, sentContent: content, round: part.round + 1 });
  return after(application, part, accepted, command.now, { type: 'ApplicationPartsResubmitted', partIds: [part.id] });
}

/** The student keeps to what was sent; the handler learns of it. */
export function declineProposedChange(application: Application, command: AnswerProposedChangeCommand): Decision {
  const part = answered(application, command, 'decline-change');
  if (isRefused(part)) return part;
  const { id: partId, handlerId } = part;
  return after(application, part, moved(part, 'decline-change'), command.now, {
    ...{ type: 'ApplicationChangeDeclined', partId, handlerId },
  });
}

function answered(
  application: Application,
  { actorId, partId, now }: AnswerProposedChangeCommand,
  command: 'accept-change' | 'decline-change',
): ApplicationPart | Refusal {
  const part = aPartMustBelongToTheApplication(application, partId);
  if (isRefused(part)) return part;
  const refusal = firstRefusal(
    onlyTheOwnerStudentChangesAnApplication(application, actorId),
    aPartMovesOnlyAsTheTableSays(part, command),
    aProposedChangeStillStands(part, finnishDay(now)),
  );
  return refusal ?? part;
}

function after(
  application: Application,
  part: ApplicationPart,
  changedPart: ApplicationPart,
  now: Date,
  event: ApplicationEvent,
): Decision {
  const parts = application.parts.map((other) => (other === part ? changedPart : other));
  return changed(application, now, { parts }, event);
}
