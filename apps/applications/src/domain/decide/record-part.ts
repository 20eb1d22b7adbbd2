import { isRefused } from '#kernel';
import type { Application } from '../application.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aPartMustBelongToTheApplication } from '../rules/a-part-must-belong-to-the-application.js';

export interface RecordPart {
  readonly partId: string;
  readonly decisionId: string;
  readonly now: Date;
}

/**
 * The recognition of an approved part is recorded, so the part is handled (R32). Repeated, it changes nothing. Refused
 * for a decision other than the confirmed one: the two services would disagree about what was granted.
 */
export function recordPart(application: Application, command: RecordPart): Decision {
  const part = aPartMustBelongToTheApplication(application, command.partId);
  if (isRefused(part)) return part;
  if (part.decisionId !== command.decisionId) return { refused: 'application/recorded-other-decision' };
  if (part.state === 'HANDLED') return { application, events: [] };
  const refusal = aPartMovesOnlyAsTheTableSays(part, 'record-part');
  if (refusal) return refusal;

  return changed(
    application,
    command.now,
    { parts: application.parts.map((other) => (other === part ? moved(part, 'record-part') : other)) },
    { type: 'ApplicationPartRecorded', partId: part.id, decisionId: command.decisionId },
  );
}
