/** A row of a list as its reader sees it. */
export interface SteadyRow<T> {
  readonly row: T;
  /** As it was when the row was first shown: the row does not jump to another group under its reader. */
  readonly group: string | null;
  /** It is not in the list any more. */
  readonly left: boolean;
}

/** What has been read of a list. */
export interface ReadList<T> {
  readonly rows: readonly T[];
  readonly pages: number;
  readonly hasMore: boolean;
}

export interface SteadyList<T> {
  readonly rows: readonly SteadyRow<T>[];
  readonly pages: number;
  readonly hasMore: boolean;
  /** New rows that wait until the reader asks for them. */
  readonly added: number;
}

interface Listed {
  readonly id: string;
  readonly urgency: string | null;
}

/**
 * A list that does not jump under its reader (pages.md 3.3): rows that were shown keep their places and are brought up to date there, also
 * when they have left the list; what is new waits. What comes after the last row that is known is the next page, when one was asked for,
 * or what has moved up from it.
 */
export function steadyList<T extends Listed>(shown: SteadyList<T> | undefined, read: ReadList<T>): SteadyList<T> {
  const asRead = (row: T): SteadyRow<T> => ({ row, group: row.urgency, left: false });
  const { pages, hasMore } = read;
  if (!shown) return { rows: read.rows.map(asRead), pages, hasMore, added: 0 };
  const fresh = new Map(read.rows.map((row) => [row.id, row]));
  const known = new Set(shown.rows.map(({ row }) => row.id));
  const lastFresh = shown.rows.findLastIndex(({ row }) => fresh.has(row.id));
  const kept = shown.rows.map((steady, place) => {
    const row = fresh.get(steady.row.id);
    if (row) return steady.row === row && !steady.left ? steady : { ...steady, row, left: false };
    // Below the last one that is still there, a row may only have moved to a page that has not been read.
    return { ...steady, left: !hasMore || place < lastFresh };
  });
  const afterKnown = read.rows.findLastIndex(({ id }) => known.has(id)) + 1;
  const end = pages > shown.pages || shown.hasMore ? afterKnown : read.rows.length;
  const following = read.rows.slice(end);
  const added = read.rows.slice(0, end).filter(({ id }) => !known.has(id)).length;
  return { rows: [...kept, ...following.map(asRead)], pages, hasMore, added };
}
