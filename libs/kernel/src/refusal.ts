/** An expected "no": a stable code of the service's errors.ts and what the answer needs to explain it. Nothing has changed. */
export interface Refusal {
  readonly refused: string;
  /** Become fields of the problem document; never anything that a client may not see. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What else was wrong, where everything is answered at once. */
  readonly others?: readonly Refusal[];
}

export function refuse(refused: string, details?: Readonly<Record<string, unknown>>): Refusal {
  return details === undefined ? { refused } : { refused, details };
}

export function isRefused<T>(result: T | Refusal): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result && typeof result.refused === 'string';
}

/** The first rule that says no, in the order in which the rules are named; null when all agree. */
export function firstRefusal(...answers: readonly (Refusal | null)[]): Refusal | null {
  return answers.find((answer) => answer !== null) ?? null;
}
