import type { EventBodies, EventName } from '#contracts';
import type { Actor, Hint, SqlRunner } from '#platform';

/** A hint, and the institution in which something has changed. */
export interface Note {
  readonly institutionOid: string;
  readonly hint: Hint;
}

/** What readers of a service watch. */
export interface WatchedChanges {
  /** What an event that the service publishes, or that its copies follow, changes for readers; the others change nothing. */
  readonly hints: { readonly [N in EventName]?: (body: EventBodies[N]) => readonly Hint[] };
  /**
   * Who may read what has changed, as it stands now: the rule of the service's own lists and pages.
   * @returns one for each note, in their order
   */
  readonly readers: (sql: SqlRunner, notes: readonly Note[]) => Promise<readonly ((reader: Actor) => boolean)[]>;
}

/** The notes of an event. */
export function notesOf(
  watched: WatchedChanges | undefined,
  { name, institutionOid, body }: { readonly name: EventName; readonly institutionOid: string; readonly body: object },
): Note[] {
  const hintsOf = watched?.hints[name] as ((body: object) => readonly Hint[]) | undefined;
  return (hintsOf?.(body) ?? []).map((hint) => ({ institutionOid, hint }));
}
