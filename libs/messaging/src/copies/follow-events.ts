import type { EventName } from '#contracts';
import { notesOf, type WatchedChanges } from '../changes/watched-changes.js';
import type { ReceivedEvent, Tombstone } from '../events.js';
import type { Transaction } from '../unit-of-work.js';
import { type CopyDeclaration, eventsOf } from './copy-declaration.js';
import { takesMany, writeCopy } from './write-copy.js';

/** Keeps the copies of a service up with the events of their owners, in the transaction of each event. */
export class FollowEvents {
  /** @param watched those who watch a copy get a hint when an event has changed it */
  constructor(
    private readonly copies: readonly CopyDeclaration[],
    private readonly watched?: WatchedChanges,
  ) {}

  /** Every event that a copy is made of. */
  get events(): ReadonlySet<EventName> {
    return new Set(this.copies.flatMap(eventsOf));
  }

  /** The topics whose cleared keys are forgotten. */
  get clearedTopics(): ReadonlySet<string> {
    return new Set(this.copies.flatMap(({ forgets = {} }) => Object.keys(forgets)));
  }

  /** Whether the events of this name are best written many at a time. */
  takesMany(name: EventName): boolean {
    return this.copies.some((copy) => takesMany(copy, name));
  }

  /**
   * Writes events of one name into all copies of them; asks the owner for the state of what could not be understood.
   * @returns how many rows have changed
   */
  async write(tx: Transaction, events: readonly [ReceivedEvent, ...ReceivedEvent[]]): Promise<number> {
    let written = 0;
    for (const copy of this.copies) {
      const { rows, incomplete } = await writeCopy(copy, tx.sql, events);
      written += rows;
      for (const { institutionOid, key } of incomplete) await tx.append(question(copy, institutionOid, [key]));
    }
    if (written > 0) {
      for (const event of events) {
        for (const { institutionOid, hint } of notesOf(this.watched, event)) tx.changed(institutionOid, hint);
      }
    }
    return written;
  }

  async forget(tx: Transaction, { topic, key }: Pick<Tombstone, 'topic' | 'key'>): Promise<void> {
    for (const { forgets } of this.copies) await forgets?.[topic]?.(tx.sql, { key });
  }
}

/** The event that asks the owner of a copy to publish again what has these ids. */
export function question(copy: CopyDeclaration, institutionOid: string, ids: readonly string[]) {
  if (copy.askAgain === undefined) throw new Error(`${copy.name}: a writer says incomplete, but nobody can be asked`);
  return copy.askAgain(institutionOid, ids);
}
