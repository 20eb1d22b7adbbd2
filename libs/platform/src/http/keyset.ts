import { z } from 'zod';
import { ProblemError } from '../errors/problem.js';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Send it back as `cursor` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

/** A column of times, as PostgreSQL or we print them in UTC. PostgreSQL has no year 0. */
export const instantColumn = z.iso.datetime().refine((at) => !at.startsWith('0000'));
/** A column of ids: any uuid that PostgreSQL reads, of any version. */
export const idColumn = z.guid();

/** The columns by which a list is sorted, as the cursor of a page carries them. */
export interface Keyset<K> {
  /** Opaque to the client: the sort key of the last row shown. */
  cursorAfter(key: K): string;
  /** The sort key in a cursor; undefined without one. @throws ProblemError for anything that is no cursor of this list */
  keyIn(cursor: string | undefined): K | undefined;
}

/**
 * @param columns a tuple: what each value of the key must look like. Values reach SQL as parameters, and must be what their column
 *   takes: text that PostgreSQL cannot read as a time or a uuid would be an error of ours
 * @param refusal what a client is answered that sends something else
 */
export function keyset<K extends readonly (string | number)[]>(
  columns: z.ZodType<K>,
  refusal: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> },
): Keyset<K> {
  return {
    cursorAfter: (key) => Buffer.from(JSON.stringify(key)).toString('base64url'),
    keyIn: (cursor) => {
      if (cursor === undefined) return undefined;
      const key = columns.safeParse(jsonIn(Buffer.from(cursor, 'base64url').toString()));
      if (!key.success) throw new ProblemError<string>(refusal.code, refusal.details);
      return key.data;
    },
  };
}

/**
 * A page of rows of which one more was asked for than is shown.
 * @param cursorAfter of the last row shown
 */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => T,
  cursorAfter: (last: R) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: rows.length > limit && last !== undefined ? cursorAfter(last) : null };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
