import { type Channel, channel } from 'node:diagnostics_channel';
import type { ServiceName } from '#contracts';
import type { Failure } from './consumer/failure-policy.js';
import type { Outcome } from './ports.js';

/** Records that the broker has acknowledged and that were marked in the outbox. */
export interface Published {
  readonly records: readonly { readonly topic: string; readonly id: string | undefined; readonly seq: string }[];
  readonly seconds: number;
}

/** A message that has left the consumer, in whichever way; of those handled together each by itself. */
export interface Consumed {
  readonly consumer: ServiceName;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  /** Name of the event, or `tombstone`, `newer-version`, `unreadable`. */
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** A message that was dead-lettered; `parksKey`: later events of its key go to the dead letters too. */
export interface Parked {
  readonly consumer: ServiceName;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly failure: Failure;
  readonly code: string;
  readonly parksKey: boolean;
}

/** A dead letter that an operator has had handled again. */
export interface Replayed {
  readonly consumer: ServiceName;
  readonly letterId: string;
  readonly topic: string;
  readonly outcome: 'done' | 'seen' | 'ignored' | 'failed';
  /** Why it failed. */
  readonly code?: string;
}

/** This process has begun or ceased to publish the outbox of its service. */
export interface LeaderChanged {
  readonly leads: boolean;
}

/** A channel whose messages are made only while somebody listens. */
export class DiagnosticsChannel<T> {
  private readonly channel: Channel;

  constructor(readonly name: string) {
    this.channel = channel(name);
  }

  publish(message: () => T): void {
    if (this.channel.hasSubscribers) this.channel.publish(message());
  }
}

/**
 * What tracing and profiling tools can listen to, by `node:diagnostics_channel`: names, places and ids; no keys, no bodies.
 * Subscribers run at once and in line: they must be quick. Described in docs/diagnostics.md.
 */
export const diagnostics = {
  publish: new DiagnosticsChannel<Published>('hyvaksiluku:messaging:publish'),
  consume: new DiagnosticsChannel<Consumed>('hyvaksiluku:messaging:consume'),
  park: new DiagnosticsChannel<Parked>('hyvaksiluku:messaging:park'),
  replay: new DiagnosticsChannel<Replayed>('hyvaksiluku:messaging:replay'),
  leader: new DiagnosticsChannel<LeaderChanged>('hyvaksiluku:messaging:leader'),
} as const;
