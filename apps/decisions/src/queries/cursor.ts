import { ProblemError } from '#platform';

/** Where the next page of a list begins: the sort key of the last row, opaque to the reader. */
export function cursorAfter(...key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The sort key in a cursor; undefined without one.
 * @param shape one pattern per column of the key
 * @throws ProblemError `decision/cursor-not-valid`
 */
export function keyIn(cursor: string | undefined, ...shape: readonly RegExp[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    key.every((value, index) => typeof value === 'string' && shape[index]?.test(value));
  if (!fits) throw new ProblemError('decision/cursor-not-valid');
  return key as string[];
}

export const UUID_SHAPE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const INSTANT_SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One page: the rows asked for, and a cursor when there was one row more. */
export function pageOf<R, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
  cursor: (last: R) => string,
): { items: V[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? cursor(last) : null };
}
