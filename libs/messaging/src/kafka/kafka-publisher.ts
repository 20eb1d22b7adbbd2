import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import { type BrokerMessage, type EventPublisher, UnpublishableError } from '../ports.js';

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
      createPartitioner: Partitioners.DefaultPartitioner,
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
      await this.producer.sendBatch({ acks: -1, timeout: 10_000, topicMessages: byTopic(messages) });
    } catch (error) {
      const reason = refusalIn(error);
      throw reason ? new UnpublishableError(reason, { cause: error }) : error;
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }
}

function byTopic(messages: readonly BrokerMessage[]) {
  const topics = new Map<string, { key: string; value: string | Buffer; headers: Record<string, string> }[]>();
  for (const message of messages) {
    const list = topics.get(message.topic) ?? [];
    topics.set(message.topic, list);
    list.push({
      key: message.key,
      value: message.body,
      headers: { ...message.headers },
      ...(message.timestamp !== undefined && { timestamp: String(message.timestamp) }),
      ...(message.partition !== undefined && { partition: message.partition }),
    });
  }
  return [...topics].map(([topic, list]) => ({ topic, messages: list }));
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
