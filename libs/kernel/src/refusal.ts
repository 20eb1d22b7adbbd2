/** An expected "no": a stable code of the service's errors.ts and what the answer needs to explain it. Nothing has changed. */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  /** Become fields of the problem document; never anything that a client may not see. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What else was wrong, where everything is answered at once. */
  readonly others?: readonly Refusal<Code>[];
}

export function refuse<Code extends string>(refused: Code, details?: Readonly<Record<string, unknown>>): Refusal<Code> {
  return details === undefined ? { refused } : { refused, details };
}

export function isRefused<T, Code extends string>(result: T | Refusal<Code>): result is Refusal<Code> {
  return typeof result === 'object' && result !== null && 'refused' in result && typeof result.refused === 'string';
}

/** The first rule that says no, in the order in which the rules are named; null when all agree. */
export function firstRefusal<Code extends string>(...answers: readonly (Refusal<Code> | null)[]): Refusal<Code> | null {
  return answers.find((answer) => answer !== null) ?? null;
}

/** All that is wrong as one refusal: the first speaks, the others stand beside it; null when all agree. */
export function together<Code extends string>(
  answers: readonly (Refusal<Code> | null | undefined)[],
): Refusal<Code> | null {
  const [first, ...others] = answers.filter((answer) => answer !== null && answer !== undefined);
  if (first === undefined || others.length === 0) return first ?? null;
  return { ...first, others: [...(first.others ?? []), ...others] };
}
