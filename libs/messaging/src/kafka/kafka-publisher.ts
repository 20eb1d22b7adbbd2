import type { IHeaders, Kafka, Producer, TopicMessages } from 'kafkajs';
import { type BrokerMessage, type EventPublisher, sizeOf, UnpublishableError } from '../ports.js';
import { keyPartitioner } from './partitioner.js';

/** Broker answers that no retry of the same batch can change. */
const REFUSALS = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'CORRUPT_MESSAGE',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'INVALID_TOPIC_EXCEPTION',
  'TOPIC_AUTHORIZATION_FAILED',
]);

/**
 * Publisher on kafkajs. Not idempotent on purpose: kafkajs takes sequence numbers back after a failed send, and the
 * broker then drops the next, different batch as a duplicate. Duplicates are the inbox's business; one request in
 * flight keeps the order.
 */
export class KafkaPublisher implements EventPublisher {
  private readonly producer: Producer;
  private connecting: Promise<void> | undefined;

  constructor(kafka: Kafka) {
    this.producer = kafka.producer({
      createPartitioner: keyPartitioner,
      allowAutoTopicCreation: false,
      idempotent: false,
      maxInFlightRequests: 1,
      retry: { initialRetryTime: 100, retries: 3 },
    });
    this.producer.on('producer.disconnect', () => (this.connecting = undefined));
  }

  async connect(): Promise<void> {
    this.connecting ??= this.producer.connect();
    try {
      await this.connecting;
    } catch (error) {
      this.connecting = undefined;
      throw error;
    }
  }

  async publishBatch(messages: readonly BrokerMessage[]): Promise<void> {
    if (messages.length === 0) return;
    try {
      await this.connect();
      for (const request of requests(messages)) {
        await this.producer.sendBatch({ acks: -1, timeout: 10_000, topicMessages: byTopic(request) });
      }
    } catch (error) {
      const reason = refusalIn(error);
      throw reason ? new UnpublishableError(reason, { cause: error }) : error;
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}

/**
 * Bytes of one request. The broker bounds what a request holds for one partition (`message.max.bytes`, 1 MiB and a few
 * by default); as any request may be for one partition alone, the whole stays below.
 */
const REQUEST_BYTES = 1_000_000;
/** Runs of the batch that fit into a request each; sent one after another, so the order stays. */
function* requests(messages: readonly BrokerMessage[]): Generator<readonly BrokerMessage[]> {
  let from = 0;
  let bytes = 0;
  for (const [index, message] of messages.entries()) {
    const size = sizeOf(message);
    if (index > from && bytes + size > REQUEST_BYTES) {
      yield messages.slice(from, index);
      from = index;
      bytes = 0;
    }
    bytes += size;
  }
  yield from === 0 ? messages : messages.slice(from);
}

function byTopic(messages: readonly BrokerMessage[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, body, headers, contradictions, timestamp, partition } of messages) {
    let entry = topics.get(topic);
    if (!entry) topics.set(topic, (entry = { topic, messages: [] }));
    entry.messages.push({
      key,
      value: body,
      headers: { ...headers, ...contradictions } as IHeaders,
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
