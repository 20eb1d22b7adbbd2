import type { Refusal } from '../../errors.js';
import type { DecisionContent } from '../decision-content.js';

/**
 * Administrative decisions are reasoned (Administrative Procedure Act 434/2003 §45); a rejected recognition shows its
 * grounds so that the student can ask for rectification (Universities Act §82, UAS Act §57).
 */
export function aRejectionStatesItsReasons({ outcome, reasons }: DecisionContent): Refusal | undefined {
  return outcome === 'REJECTED' && !reasons?.trim() ? { refused: 'decision/reasons-missing' } : undefined;
}
