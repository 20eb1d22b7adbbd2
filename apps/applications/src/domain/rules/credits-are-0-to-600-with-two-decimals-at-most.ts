import type { FieldError } from '../refusal.js';

/** Credits of a whole doctoral and master's education stay far below this; more is a slip of the hand. */
const MOST_CREDITS = 600;

/** ECTS credits: 0–600, at most two decimals, because institutions configure one or two. */
export function creditsAre0To600WithTwoDecimalsAtMost(credits: number, path: string): FieldError | null {
  const hasTwoDecimals = Math.round(credits * 100) / 100 === credits;
  return credits >= 0 && credits <= MOST_CREDITS && hasTwoDecimals
    ? null
    : { path, code: 'application/credits-out-of-range' };
}
