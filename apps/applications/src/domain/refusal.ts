/** An expected "no": a stable code of errors.ts and what the answer needs to explain it. Nothing has changed. */
export interface Refusal {
  readonly refused: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export function isRefused<T>(result: T | Refusal): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}

/** What is wrong in one place of the student's own input; `code` is one of `domain/field-errors.ts`. */
export interface FieldError {
  /** Path in the request body, for example `parts.0.targets.2.courseCode`. */
  readonly path: string;
  readonly code: string;
}
