/**
 * Credits (opintopiste) are computed in hundredths, as whole numbers, so that sums are exact: 2.50 cr is 250.
 */
export type Hundredths = number;

/** Credits of a whole doctoral and master's education stay far below this; more is a slip of the hand. */
export const MAX_CREDITS: Hundredths = 600_00;

/** Hundredths of a credit figure with at most two decimals between 0 and 600; undefined for anything else. */
export function hundredthsOf(credits: number): Hundredths | undefined {
  const hundredths = Math.round(credits * 100);
  const exact = hundredths / 100 === credits;
  return exact && hundredths >= 0 && hundredths <= MAX_CREDITS ? hundredths : undefined;
}

/** The figure people and events carry: 250 → 2.5. */
export function creditsOf(hundredths: Hundredths): number {
  return hundredths / 100;
}
