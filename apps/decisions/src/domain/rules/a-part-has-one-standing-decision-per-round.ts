import type { Refusal } from '../../errors.js';

/** A part sent once is decided once; only a decision that never took effect (VOID) makes room for another. */
export function aPartHasOneStandingDecisionPerRound(
  standing: { readonly id: string; readonly state: string } | undefined,
): Refusal | undefined {
  return (
    standing && { refused: 'decision/already-decided', details: { decisionId: standing.id, state: standing.state } }
  );
}
