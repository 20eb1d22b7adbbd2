import { z } from 'zod';

const MOST = 100;

/** How many lines a page of a list has. */
export const pageLimit = z.coerce.number().int().min(1).max(MOST).default(20);

/** Where a page begins in a list in the order of a number: after this one. */
export const numberCursor = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();

export interface Page<T> {
  readonly items: readonly T[];
  /** For the next page; null on the last. */
  readonly nextCursor: string | null;
}

/**
 * A page of rows of which one more was asked for than is shown.
 * @param key what the next page begins after
 */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => T,
  key: (last: R) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? key(last) : null };
}
