import type { Hundredths } from '#kernel';

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
