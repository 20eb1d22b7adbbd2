import type { EventName } from '#contracts';
import type { ReceivedEvent, Tombstone } from '../events.js';
import type { Transaction } from '../unit-of-work.js';

/** @param others those that are at work in the same transaction at the same time */
export type EventHandler = (event: ReceivedEvent, tx: Transaction, others?: SideBySide) => Promise<void>;
/** Gets events of one name that follow one another on a partition, in order. */
export type BatchEventHandler = (events: readonly ReceivedEvent[], tx: Transaction) => Promise<void>;
/** What an event is about; null: it is worked on alone. */
export type SubjectOf = (event: ReceivedEvent) => string | null;
export type TombstoneHandler = (tombstone: Tombstone, tx: Transaction) => Promise<void>;

/** The reactions of a service. */
export interface Reactions {
  readonly handlers: ReadonlyMap<EventName, EventHandler>;
  readonly batchHandlers?: ReadonlyMap<EventName, BatchEventHandler>;
  /** By topic. */
  readonly tombstoneHandlers?: ReadonlyMap<string, TombstoneHandler>;
  /** For the events of `handlers` that may be worked on at the same time when they are about different things. */
  readonly sideBySide?: ReadonlyMap<EventName, SubjectOf>;
}

/** Events that are worked on at the same time in one transaction. */
export class SideBySide {
  private readonly names = new Set<string>();

  /**
   * Takes something by the name under which only one may work on it.
   * @throws Error when another event of the transaction has taken it: it turns out only now that they are about one thing
   */
  take(name: string): void {
    if (this.names.has(name)) throw new Error('Two events that are worked on at the same time are about one thing');
    this.names.add(name);
  }
}
