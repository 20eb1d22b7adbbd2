/** The fields of a content by their paths, of the size in which the service names what has changed. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Merged {
  /** Mine where only I have changed it, else what stands now. */
  readonly fields: Fields;
  /** Paths that both have changed, and differently. */
  readonly conflicts: readonly string[];
}

/**
 * Brings together what I have written and what somebody stored meanwhile (pages.md 5.6). A field that both have changed to
 * different values is a conflict; until it is decided it stays mine.
 * @param base what both began with
 */
export function merged(base: Fields, mine: Fields, current: Fields): Merged {
  const paths = [...new Set([...Object.keys(mine), ...Object.keys(current)])];
  const conflicts = paths.filter(
    (path) => !same(mine[path], base[path]) && !same(current[path], base[path]) && !same(mine[path], current[path]),
  );
  const chosen = (path: string) => (same(mine[path], base[path]) ? current[path] : mine[path]);
  return {
    fields: Object.fromEntries(paths.map((path) => [path, chosen(path)]).filter(([, value]) => value !== undefined)),
    conflicts,
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
