/** A typed "no" with a stable code; nothing has changed. */
export interface Refusal {
  readonly refused: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What else was wrong, where everything is told at once. */
  readonly others?: readonly Refusal[];
}

export function refuse(refused: string, details?: Readonly<Record<string, unknown>>): Refusal {
  return details === undefined ? { refused } : { refused, details };
}

export function isRefused(value: object): value is Refusal {
  return 'refused' in value;
}
