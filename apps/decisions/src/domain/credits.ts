/**
 * Credits (opintopiste) are kept in hundredths, as whole numbers, so that sums are exact: 2.50 cr is 250.
 */
export type Hundredths = number;

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

/**
 * Shares granted credits among targets in proportion to their full extents, to the exact hundredth: the shares always
 * sum to what was granted, and no target gets more than its extent as long as the grant does not exceed the whole.
 * When the grant equals the sum of the extents each target gets exactly its own. Left-over hundredths go to the largest
 * remainders, then to the earlier target, so the same input always gives the same shares.
 */
export function shareAmongTargets(granted: Hundredths, extents: readonly Hundredths[]): Hundredths[] {
  const whole = extents.reduce((sum, extent) => sum + extent, 0);
  const weights = whole === 0 ? extents.map(() => 1) : extents;
  const divisor = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight, index) => ({
    index,
    share: Math.floor((granted * weight) / divisor),
    remainder: (granted * weight) % divisor,
  }));
  const leftOver = granted - shares.reduce((sum, { share }) => sum + share, 0);
  const favoured = [...shares].sort((a, b) => b.remainder - a.remainder || a.index - b.index).slice(0, leftOver);
  for (const share of favoured) share.share += 1;
  return shares.map(({ share }) => share);
}
