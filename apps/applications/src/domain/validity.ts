import type { Target } from './application.js';

/** From when to when the university says that something holds: Finnish calendar days YYYY-MM-DD, both included. */
export interface Validity {
  /** Null: always until now. */
  readonly validFrom: string | null;
  /** Null: for good. */
  readonly validUntil: string | null;
}

/** A published course or module, in force or not. */
export interface KnownCourse extends Validity {
  readonly target: Target;
}

export function isInForceOn({ validFrom, validUntil }: Validity, day: string): boolean {
  return (validFrom === null || validFrom <= day) && !hasEndedBy({ validUntil }, day);
}

/** The last day is over. */
export function hasEndedBy({ validUntil }: Pick<Validity, 'validUntil'>, day: string): boolean {
  return validUntil !== null && validUntil < day;
}
