import { finnishDay } from '#kernel';
import type { Application } from '../application.js';
import { allows } from '../application.states.js';
import { completeContent } from '../content-of-parts.js';
import { changed, moved, type Decision } from '../decided.js';
import { obstaclesToSendingAgain } from '../obstacles-to-sending.js';
import { onlyTheOwnerStudentChangesAnApplication } from '../rules/only-the-owner-student-changes-an-application.js';

export interface ResubmitPartsCommand {
  readonly actorId: string;
  readonly now: Date;
}

/**
 * Sends every returned part again, to the person who returned it (R110, D11). It goes straight back into processing, because
 * handling has begun; the new round keeps a decision made on the old content from holding.
 */
export function resubmitParts(application: Application, command: ResubmitPartsCommand): Decision {
  const refusal = onlyTheOwnerStudentChangesAnApplication(application, command.actorId);
  if (refusal) return refusal;
  const returned = application.parts.filter((part) => allows('resubmit-parts', part));
  if (returned.length === 0) return { refused: 'application/nothing-to-resubmit' };
  const errors = obstaclesToSendingAgain(application, finnishDay(command.now));
  if (errors.length > 0) return { refused: 'application/content-not-accepted', details: { errors } };

  const parts = application.parts.map((part) => {
    if (!returned.includes(part)) return part;
    const content = completeContent(part.content);
    const nothingReturned = { returnReasonCodes: [], returnedFields: [], returnMessage: null };
    const sent = { content, sentContent: content, ...nothingReturned };
    return moved(part, 'resubmit-parts', { ...sent, round: part.round + 1 });
  });
  return changed(
    application,
    command.now,
    { parts },
    { type: 'ApplicationPartsResubmitted', partIds: returned.map((part) => part.id) },
  );
}
