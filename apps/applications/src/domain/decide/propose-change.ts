import { addDays, finnishDay, firstRefusal, isRefused } from '#kernel';
import type { Application, DraftContent, PartContent } from '../application.js';
import { completeContent, errorsOfPart } from '../content-of-parts.js';
import { changed, moved, type Decision } from '../decided.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { aPartMustBelongToTheApplication } from '../rules/a-part-must-belong-to-the-application.js';
import { onlyTheCurrentHandlerHandlesAPart } from '../rules/only-the-current-handler-handles-a-part.js';

export interface ProposeChangeCommand {
  readonly actorId: string;
  readonly partId: string;
  /** What would be applied for, on the student's own bases. */
  readonly content: Pick<DraftContent, 'type' | 'targets' | 'creditsApplied'>;
  readonly message: string | null;
  /** For how many days the student can accept it; the institution's. */
  readonly days: number;
  readonly now: Date;
}

/** The handler proposes another type, targets or extent: the handler never changes them in place (R109). A newer proposal replaces an older. */
export function proposeChange(application: Application, command: ProposeChangeCommand): Decision {
  const { actorId, partId, message, days, now } = command;
  const part = aPartMustBelongToTheApplication(application, partId);
  if (isRefused(part)) return part;
  const refusal = firstRefusal(
    onlyTheCurrentHandlerHandlesAPart(part, actorId),
    aPartMovesOnlyAsTheTableSays(part, 'propose-change'),
  );
  if (refusal) return refusal;
  const wanted = { ...part.content, ...command.content };
  const today = finnishDay(now);
  const courses = new Map(wanted.targets.map((target) => [target.courseCode, target]));
  const errors = errorsOfPart(wanted, { courses, notInForce: new Set(), today }, '');
  if (errors.length > 0) return { refused: 'application/content-not-accepted', details: { errors } };
  const { type, targets, creditsApplied } = completeContent(wanted);
  if (isSame(part.sentContent, { type, targets, creditsApplied }))
    return { refused: 'application/change-changes-nothing' };

  const standsUntil = addDays(today, days);
  const proposedChange = { type, targets, creditsApplied, byId: actorId, message, at: now.toISOString(), standsUntil };
  const proposed = moved(part, 'propose-change', { proposedChange });
  return changed(
    application,
    now,
    { parts: application.parts.map((other) => (other === part ? proposed : other)) },
    { type: 'ApplicationChangeProposed', partId, handlerId: actorId, standsUntil },
  );
}

type Changeable = Pick<PartContent, 'type' | 'targets' | 'creditsApplied'>;

function isSame(sent: PartContent | null, { type, targets, creditsApplied }: Changeable): boolean {
  const codesOf = (content: Changeable) => content.targets.map(({ courseCode }) => courseCode).join('\n');
  if (sent?.type !== type || sent.creditsApplied !== creditsApplied) return false;
  return codesOf(sent) === codesOf({ type, targets, creditsApplied });
}
