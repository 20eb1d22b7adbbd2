import type { Application } from '../application.js';
import type { PartOutcome } from '../application.states.js';
import { changed, moved, unchanged, type Decided } from '../decided.js';
import { aDecisionHoldsForAnUndecidedPartOfTheSameRound } from '../rules/a-decision-holds-for-an-undecided-part-of-the-same-round.js';

export interface ConfirmDecision {
  readonly partId: string;
  readonly decisionId: string;
  /** The part's round in which the decision was made. */
  readonly round: number;
  readonly outcome: PartOutcome;
  readonly deciderId: string;
  readonly now: Date;
}

/**
 * Answers a proposed decision: it holds, or it does not with a reason; both are normal outcomes with their event. A rejected
 * part is handled at once, an approved one stays in processing until it is recorded (D12). The same decision proposed again
 * gets the same answer and changes nothing.
 */
export function confirmDecision(application: Application, command: ConfirmDecision): Decided {
  const { partId, decisionId, outcome } = command;
  const part = application.parts.find((candidate) => candidate.id === partId);
  const confirmed = { type: 'PartDecisionConfirmed', partId, decisionId, outcome } as const;
  if (part?.decisionId === decisionId && part.outcome === outcome) return unchanged(application, confirmed);

  const reason = aDecisionHoldsForAnUndecidedPartOfTheSameRound(part, command);
  if (reason) return unchanged(application, { type: 'PartDecisionRefused', partId, decisionId, reason });

  const parts = application.parts.map((candidate) =>
    candidate.id === partId
      ? moved(candidate, outcome === 'APPROVED' ? 'confirm-approval' : 'confirm-rejection', { outcome, decisionId })
      : candidate,
  );
  return changed(application, command.now, { parts }, confirmed);
}
