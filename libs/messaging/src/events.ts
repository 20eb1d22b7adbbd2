import type { EventBodies, EventName } from '#contracts';
import type { Trace } from '#platform';

/** An event to be appended to the outbox. */
export type NewEvent<N extends EventName = EventName> = {
  [K in N]: {
    readonly name: K;
    /** Record key: events of one key keep their order. Its meaning stands in the topic list. */
    readonly key: string;
    readonly institutionOid: string;
    readonly body: EventBodies[K];
    readonly origin?: Origin;
  };
}[N];

/** What an event follows from when it is not what runs now: work that has waited in a table for its time. */
export interface Origin {
  readonly causationId: string;
  /** Null where it has not been kept. */
  readonly trace: Trace | null;
}

/**
 * A record without a value on a compacted topic: what stands under the key is to be forgotten. It has no envelope, so nothing
 * more is known of it; its effect must be repeatable.
 */
export interface Tombstone {
  /** Place and time of the record: the same whenever it is delivered. */
  readonly id: string;
  readonly topic: string;
  readonly key: string;
}

/** An event as a reaction gets it: its envelope and body have been checked. */
export interface ReceivedEvent<N extends EventName = EventName> {
  /** Stays the same over redelivery and replay, and in all versions of one fact. */
  readonly id: string;
  readonly name: N;
  readonly key: string;
  /** When the fact happened, ISO 8601 UTC; undefined for anonymous events. */
  readonly time: string | undefined;
  readonly institutionOid: string;
  readonly body: EventBodies[N];
}
