import type { IHeaders, Producer, TopicMessages } from 'kafkajs';
import { type BrokerMessage, type EventPublisher, type Lease, LeaseOverError, UnpublishableError } from '../ports.js';
import type { KafkaClient } from './kafka-client.js';
import { LeasedSockets } from './leased-sockets.js';
import { keyPartitioner } from './partitioner.js';
import { REFUSALS, requests } from './requests.js';

export interface KafkaPublisherOptions {
  /**
   * How often kafkajs itself sends a request again. Never for a relay: between two tries the lead may have gone to another
   * one. A publisher without an order of its own (dead letters, the suite's client) spares its caller an error.
   */
  readonly retries?: number;
}

/** Longest wait for an answer to a request of a publisher that does not repeat: below the lease of a leader (ADR 4). */
const ANSWER_WITHIN_MS = 6000;
/** And of the broker for its other replicas. */
const REPLICAS_WITHIN_MS = 5000;

/** A producer with connections of its own. */
interface Line {
  readonly producer: Producer;
  readonly sockets: LeasedSockets;
  connecting?: Promise<void> | undefined;
}

/**
 * Publisher on kafkajs. Not idempotent on purpose: kafkajs takes sequence numbers back after a failed send, and the
 * broker then drops the next, different batch as a duplicate. Duplicates are the inbox's business; one request in
 * flight keeps the order. A batch that fails is cut off before anybody may send it again.
 */
export class KafkaPublisher implements EventPublisher {
  private readonly retries: number;
  private line: Line | undefined;

  constructor(
    private readonly kafka: KafkaClient,
    { retries = 0 }: KafkaPublisherOptions = {},
  ) {
    this.retries = retries;
  }

  async connect(): Promise<void> {
    await connected(this.ownLine());
  }

  async publishBatch(messages: readonly BrokerMessage[], lease?: Lease): Promise<void> {
    if (messages.length === 0) return;
    if (lease?.over.aborted) throw new LeaseOverError();
    const line = this.ownLine();
    line.sockets.lease = lease;
    const cut = Promise.withResolvers<never>();
    cut.promise.catch(() => undefined);
    // Before anybody else may lead: the connection is gone when this listener has run.
    const onOver = () => {
      this.hangUp(line);
      cut.reject(new LeaseOverError());
    };
    lease?.over.addEventListener('abort', onOver, { once: true });
    try {
      await Promise.race([this.send(line, messages), cut.promise]);
    } catch (error) {
      // Also after an answer: of several brokers another one may still have its part of the batch on the way.
      this.hangUp(line);
      const reason = refusalIn(error);
      throw reason ? new UnpublishableError(reason, { cause: error }) : error;
    } finally {
      lease?.over.removeEventListener('abort', onOver);
    }
  }

  async close(): Promise<void> {
    const { line } = this;
    this.line = undefined;
    await line?.producer.disconnect();
  }

  private async send(line: Line, messages: readonly BrokerMessage[]): Promise<void> {
    await connected(line);
    const timeout = this.retries === 0 ? REPLICAS_WITHIN_MS : 10_000;
    for (const request of requests(messages)) {
      await line.producer.sendBatch({ acks: -1, timeout, topicMessages: byTopic(request) });
    }
  }

  private ownLine(): Line {
    return (this.line ??= this.open());
  }

  private open(): Line {
    const { retries } = this;
    const sockets = new LeasedSockets();
    const patience = retries === 0 ? { requestTimeout: ANSWER_WITHIN_MS } : {};
    const producer = this.kafka.with({ socketFactory: sockets.factory, ...patience }).producer({
      createPartitioner: keyPartitioner,
      allowAutoTopicCreation: false,
      idempotent: false,
      maxInFlightRequests: 1,
      retry: { initialRetryTime: 100, retries },
    });
    return { producer, sockets };
  }

  /** Nothing that was given to this line leaves it any more; the next batch gets a new one. */
  private hangUp(line: Line): void {
    if (this.line === line) this.line = undefined;
    line.sockets.cutOff();
    void line.producer.disconnect().catch(() => undefined);
  }
}

async function connected(line: Line): Promise<void> {
  line.connecting ??= line.producer.connect();
  try {
    await line.connecting;
  } catch (error) {
    line.connecting = undefined;
    throw error;
  }
}

function byTopic(messages: readonly BrokerMessage[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, body, headers, contradictions, timestamp, partition } of messages) {
    let entry = topics.get(topic);
    if (!entry) topics.set(topic, (entry = { topic, messages: [] }));
    entry.messages.push({
      key,
      value: body,
      headers: (contradictions === undefined ? headers : { ...headers, ...contradictions }) as IHeaders,
      ...(timestamp !== undefined && { timestamp: String(timestamp) }),
      ...(partition !== undefined && { partition }),
    });
  }
  return [...topics.values()];
}

/** kafkajs wraps the broker's answer in "number of retries exceeded"; the cause carries the protocol's error type. */
function refusalIn(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    const type = (current as { type?: unknown }).type;
    if (typeof type === 'string' && REFUSALS.has(type)) return type;
    current = (current as { originalError?: unknown }).originalError ?? current.cause;
  }
  return undefined;
}
