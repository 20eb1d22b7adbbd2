/**
 * The states of a decision.
 *
 * PROPOSED  written by the handler; waits for the applications service, the single writer of a part's workflow state
 * FINAL     confirmed there; an approved one waits to be recorded, a rejected one is at its end
 * VOID      refused there (cancelled, returned or transferred meanwhile): never took effect, never yields a credit
 * RECORDED  an approved decision whose attainments are in the register and whose precedent is in the bank
 */
export type DecisionState = 'PROPOSED' | 'FINAL' | 'VOID' | 'RECORDED';

export type DecisionStep = 'confirm' | 'refuse' | 'record';

export const FIRST_STATE: DecisionState = 'PROPOSED';

/** THE transition table. What is not in it does not happen. */
export const DECISION_TRANSITIONS: Readonly<
  Record<DecisionState, Readonly<Partial<Record<DecisionStep, DecisionState>>>>
> = {
  PROPOSED: { confirm: 'FINAL', refuse: 'VOID' },
  FINAL: { record: 'RECORDED' },
  VOID: {},
  RECORDED: {},
};

/** At most one decision of a part and round is in one of these (also a unique index of the database). */
export const STANDING_STATES: readonly DecisionState[] = ['PROPOSED', 'FINAL', 'RECORDED'];

/** The state after the step; undefined when the table does not know it. */
export function after(state: DecisionState, step: DecisionStep): DecisionState | undefined {
  return DECISION_TRANSITIONS[state][step];
}
