/** A record on its way to the broker. */
export interface BrokerMessage {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Record time in ms since the epoch; the broker client's own time when left out. */
  readonly timestamp?: number;
  /** Explicit partition; by the key's hash when left out. */
  readonly partition?: number;
}

/** A record as it came from the broker. */
export interface DeliveredMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Writes records. `publishBatch` resolves when the broker has acknowledged all of them; after a rejection some may
 * have been written (at least once, never silently lost). Records of one key keep the order of the batch.
 */
export interface EventPublisher {
  connect(): Promise<void>;
  /** @throws UnpublishableError when the broker can never take the batch as it is; any other error: try again later */
  publishBatch(messages: readonly BrokerMessage[]): Promise<void>;
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
 * Reads records of its topics as one member of a consumer group. A message is done when the handler resolves; when the
 * handler rejects, the same message comes again before any later one of its partition.
 */
export interface EventConsumer {
  /** Resolves when the first assignment has arrived; keeps trying while the broker is away. */
  run(topics: readonly string[], handler: MessageHandler): Promise<void>;
  /** Takes no new message, waits for the one in hand, leaves the group. */
  stop(): Promise<void>;
  /** True when the client has given up for good and reads nothing any more. */
  readonly crashed: boolean;
}
