/** Values by the name of a header. */
export type Contradictions = Readonly<Record<string, readonly string[]>>;

/** A record on its way to the broker. */
export interface BrokerMessage {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers to be written several times, with these values; see `DeliveredMessage`. */
  readonly contradictions?: Contradictions;
  readonly body: string | Buffer;
  /** Record time in ms since the epoch; the broker client's own time when left out. */
  readonly timestamp?: number;
  /** Explicit partition; by the key's hash when left out. */
  readonly partition?: number;
}

/** At least what the record format adds to a message, and to a header. */
const MESSAGE_OVERHEAD = 40;
const HEADER_OVERHEAD = 10;

/** What a record takes on its way, bytes, when it is not compressed. */
export function sizeOf({ key, headers, contradictions, body }: Omit<BrokerMessage, 'topic'>): number {
  let size = MESSAGE_OVERHEAD + Buffer.byteLength(key) + Buffer.byteLength(body);
  for (const name in headers) size += headerSize(name, headers[name]);
  if (contradictions === undefined) return size;
  for (const name in contradictions) for (const value of contradictions[name] ?? []) size += headerSize(name, value);
  return size;
}

function headerSize(name: string, value = ''): number {
  return HEADER_OVERHEAD + Buffer.byteLength(name) + Buffer.byteLength(value);
}

/** A record as it came from the broker. */
export interface DeliveredMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | undefined;
  /** The last value of each header that has any. */
  readonly headers: Readonly<Record<string, string>>;
  /** All values, in their order, of headers that stand there several times and not always with the same one. */
  readonly contradictions?: Contradictions;
  readonly body: Buffer;
  /** Record time in ms since the epoch; the same whenever the record is delivered. */
  readonly timestamp?: number;
  /** The record has no value at all: on a compacted topic the key is to be forgotten. `body` is empty then. */
  readonly tombstone?: true;
}

/**
 * The right to send, as long as nobody else may have it. A sender checks it again at the moment when bytes leave:
 * between the last look and that moment the process may have been stopped for any time.
 */
export interface Lease {
  /** Whether it was proven a moment ago that the lead is ours. Costs nothing to ask. */
  holds(): boolean;
  /** Given when the lease is over, for good: what is on its way is cut off. */
  readonly over: AbortSignal;
}

/** Nothing was sent, or what was on its way has been cut off: the lead is, or may be, another's by now. */
export class LeaseOverError extends Error {
  constructor() {
    super('The lead is over or unproven: nothing is sent under it any more');
    this.name = 'LeaseOverError';
  }
}

/**
 * Writes records. `publishBatch` resolves when the broker has acknowledged all of them; after a rejection some may
 * have been written (at least once, never silently lost). Records of one key keep the order of the batch.
 */
export interface EventPublisher {
  connect(): Promise<void>;
  /**
   * @param lease under which the batch is sent; when it ends, nothing of the batch leaves any more
   * @throws UnpublishableError when the broker can never take the batch as it is; any other error: try again later
   */
  publishBatch(messages: readonly BrokerMessage[], lease?: Lease): Promise<void>;
  close(): Promise<void>;
}

/** The broker refuses this very batch: too large, unknown topic, no right. */
export class UnpublishableError extends Error {
  constructor(
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`The broker refuses the batch: ${reason}`, options);
  }
}

/** Thrown by a handler that can do nothing until something outside is back: the partition rests meanwhile. */
export class PausePartition extends Error {
  constructor(readonly until: Promise<void>) {
    super('Paused until the infrastructure is back');
  }
}

export type MessageHandler = (message: DeliveredMessage) => Promise<void>;

/**
 * Gets messages that follow one another on one partition and reports by `done` how far it is: everything up to and with
 * that message is done and need not come again.
 */
export type BatchHandler = (messages: readonly DeliveredMessage[], done: Progress) => Promise<void>;

/** @returns false when the rest must not be worked on here: the process stops or the partition has gone elsewhere */
export type Progress = (upTo: DeliveredMessage) => Promise<boolean>;

/**
 * Reads records of its topics as one member of a consumer group. What was not done when the handler resolves or rejects
 * comes again, before any later message of its partition.
 */
export interface EventConsumer {
  /** Resolves when the first assignment has arrived; keeps trying while the broker is away. */
  runInBatches(topics: readonly string[], handler: BatchHandler): Promise<void>;
  /** The same, message by message: one is done when the handler resolves. */
  run(topics: readonly string[], handler: MessageHandler): Promise<void>;
  /** Takes no new message, waits for those in hand, leaves the group. */
  stop(): Promise<void>;
  /** True when the client has given up for good and reads nothing any more. */
  readonly crashed: boolean;
}

export function oneByOne(handler: MessageHandler): BatchHandler {
  return async (messages, done) => {
    for (const message of messages) {
      await handler(message);
      if (!(await done(message))) return;
    }
  };
}

/** Reads a stretch of one partition, for looking something up. */
export interface PartitionReader {
  /**
   * Hands over records in order, from the first one written at or after `since`, until `visit` says `enough`, the
   * records that were there at the beginning have been read, or it has taken too long.
   */
  read(
    place: { readonly topic: string; readonly partition: number; readonly since: Date },
    visit: (message: DeliveredMessage) => 'more' | 'enough',
  ): Promise<void>;
}

/** What became of a message. */
export type Outcome = 'done' | 'seen' | 'ignored' | 'dead-lettered';

/** What operators see of a consumer; see libs/messaging/src/metrics.ts. */
export interface EdgeObserver {
  /** @param happenedAt when the fact happened, ISO 8601; left out where it is not known or says nothing (a replay) */
  handled(name: string, outcome: Outcome, seconds: number, happenedAt?: string): void;
  infrastructureDown(isDown: boolean): void;
}

/** What operators see of dead letters; see libs/messaging/src/metrics.ts. */
export interface LetterObserver {
  counted(counts: { readonly open: number; readonly parkedKeys: number }): void;
}
