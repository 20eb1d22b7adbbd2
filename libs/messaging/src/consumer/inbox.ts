import type { EntityManager } from 'typeorm';
import type { ReceivedEvent } from '../events.js';
import type { DeliveredMessage } from '../ports.js';
import type { Transaction, UnitOfWork } from '../unit-of-work.js';
import type { DeadLetterReason } from './dead-letter.js';

/** What is booked in: an event, or a tombstone. */
export type Bookable = Pick<ReceivedEvent, 'id' | 'key' | 'institutionOid'>;

export type Receipt = 'new' | 'seen' | 'parked';

/** One transaction of a consumer: what is booked in and the effects of it stand together, or neither does. */
export interface Booking {
  /**
   * Books messages of one topic in.
   * @param evenIfParked for a replay: the key's being parked does not count
   * @returns what each of them is, in their order: `seen` also when its key was parked later, and the second time when
   * one message is there twice
   */
  receive(topic: string, events: readonly Bookable[], evenIfParked?: boolean): Promise<Receipt[]>;
  /** The transaction for the effects of that event. */
  effectsOf(event: Bookable): Transaction;
}

/** What a consumer remembers. In PostgreSQL it is `InboxTable`. */
export interface Inbox {
  /** Runs `work` in one transaction; again after a serialization failure or a deadlock. */
  run<T>(work: (booking: Booking) => Promise<T>): Promise<T>;
  /** Writes down that a message was given up; behind a bug, later events of its key go to the dead-letter topic, in order. */
  recordDeadLetter(message: DeliveredMessage, reason: DeadLetterReason): Promise<void>;
}

/** One transaction in which messages are booked in by `receive`, with what their reactions do. */
export function runBooking<T>(
  unitOfWork: UnitOfWork,
  receive: (
    sql: EntityManager,
    topic: string,
    events: readonly Bookable[],
    evenIfParked: boolean,
  ) => Promise<Receipt[]>,
  work: (booking: Booking) => Promise<T>,
): Promise<T> {
  return unitOfWork.run(({ sql }, causedBy) =>
    work({
      receive: (topic, events, evenIfParked = false) => receive(sql, topic, events, evenIfParked),
      effectsOf: (event) => causedBy(event.id),
    }),
  );
}
