import { isRefused } from '#kernel';
import type { Refusal } from '../../errors.js';
import {
  approveOverride,
  closeSupportCase,
  type Done,
  type Pair,
  proposeOverride,
  type SupportCase,
} from './support-case.js';
import { SUPPORT_CASE_TRANSITIONS, type SupportCaseStep } from './support-case.states.js';

/** A step that is the reader's to take: now, or when what stands in the way has passed. */
export interface OfferedStep {
  readonly action: SupportCaseStep;
  /** Null: it can be taken now. */
  readonly refusal: Refusal | null;
}

/**
 * What the reader may do with a case, by the same rules that answer the steps; a step that the state has no place for is not
 * offered. To propose is offered as if everything that the proposal asks for were given.
 * @param steps those that the reader's rights allow at all
 */
export function actionsOnCase(
  supportCase: SupportCase,
  pair: Pair,
  reader: Done & { readonly steps: readonly SupportCaseStep[] },
): OfferedStep[] {
  const { by, at } = reader;
  const next = SUPPORT_CASE_TRANSITIONS[supportCase.state];
  const taken = (step: SupportCaseStep): object | Refusal => {
    if (step === 'propose') return proposeOverride(supportCase, { by, at, reason: '', confirmed: true }, pair);
    if (step === 'approve') return approveOverride(supportCase, { by, at }, pair);
    return closeSupportCase(supportCase, step, { by, at, reason: null });
  };
  return reader.steps
    .filter((step) => next[step] !== undefined)
    .map((action) => {
      const result = taken(action);
      return { action, refusal: isRefused(result) ? result : null };
    });
}

/** Whether a proposal has to confirm that NEVER_STARTED is meant although something has been assessed (R164). */
export function needsConfirmation(supportCase: SupportCase, pair: Pair, { by, at }: Done): boolean {
  const result = proposeOverride(supportCase, { by, at, reason: '', confirmed: false }, pair);
  return isRefused(result) && result.refused === 'conflict.mitätöintiVaatiiVahvistuksen';
}
