import { hundredthsOf } from '#kernel';
import type { FieldError } from '../field-error.js';

/** ECTS credits: 0–600, at most two decimals, because institutions configure one or two; null where none are written. */
export function creditsAre0To600WithTwoDecimalsAtMost(credits: number | null, path: string): FieldError | null {
  return credits !== null && hundredthsOf(credits) === undefined
    ? { path, code: 'application/credits-out-of-range' }
    : null;
}
