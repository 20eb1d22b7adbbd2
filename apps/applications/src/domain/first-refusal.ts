import type { Refusal } from './refusal.js';

/** The first rule that says no, in the order in which the rules are named; null when all agree. */
export function firstRefusal(...answers: readonly (Refusal | null)[]): Refusal | null {
  return answers.find((answer) => answer !== null) ?? null;
}
