import type { Refusal } from '../../errors.js';
import type { Outcome } from '../case.js';
import type { DecisionState } from '../decision.states.js';

/** R22, R86, R97, R106: recording follows a final approval; a cancelled part never gets one, so it never yields a credit. */
export function onlyAnApprovedFinalDecisionIsRecorded(decision: {
  readonly state: DecisionState;
  readonly outcome: Outcome;
}): Refusal | undefined {
  if (decision.state === 'PROPOSED') return { refused: 'decision/not-final-yet' };
  if (decision.state === 'VOID') return { refused: 'decision/void' };
  if (decision.outcome !== 'APPROVED') return { refused: 'decision/rejected-not-recorded' };
  return undefined;
}
