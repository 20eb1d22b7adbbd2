/**
 * An invalidation is published once more after this many days: a consumer that read the topic too late has missed that a
 * study right is to be dropped, and finds nothing when asking for it (R161). Fewer days than the topic keeps records, so
 * that no absence falls between the two.
 */
export const TOLD_AGAIN_AFTER_DAYS = 20;

const DAY_MS = 86_400_000;

/** @returns the moment up to which invalidations are published once more at `at` */
export function toldAgainUpTo(at: Date): Date {
  return new Date(at.getTime() - TOLD_AGAIN_AFTER_DAYS * DAY_MS);
}
