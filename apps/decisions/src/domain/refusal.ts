/** An expected "no": a stable code (see errors.ts) and what the reader may need to know about it. */
export interface Refusal {
  readonly refused: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export function isRefused(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}
