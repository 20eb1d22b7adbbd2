import type { ApplicationPart } from '../application.js';
import type { DecisionRefusalReason } from '../application.events.js';

/**
 * A decision becomes final only for a part that is in processing, undecided, and still in the round in which the decision was
 * made; otherwise a part that the student cancelled, or changed and sent again, could earn a credit. Nor does one hold that was
 * made by somebody from whom the part has been taken since (R10, R21): it is another's to decide. Null: it holds.
 */
export function aDecisionHoldsForAnUndecidedPartOfTheSameRound(
  part: ApplicationPart | undefined,
  { round, deciderId }: { readonly round: number; readonly deciderId: string },
): DecisionRefusalReason | null {
  if (!part) return 'PART_UNKNOWN';
  if (part.outcome !== null) return 'PART_ALREADY_DECIDED';
  if (part.state === 'CANCELLED') return 'PART_CANCELLED';
  if (part.state === 'RETURNED') return 'PART_RETURNED';
  if (part.state !== 'IN_PROCESS') return 'PART_NOT_IN_PROCESS';
  if (part.transfer !== null && part.handlerId !== deciderId) return 'PART_NOT_IN_PROCESS';
  return part.round === round ? null : 'PART_SENT_AGAIN';
}
