import { randomUUID } from 'node:crypto';
import kafkajs, { type Producer } from 'kafkajs';
import type { BrokerMessage, DeliveredMessage } from '../ports.js';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { KafkaConsumer } from './kafka-consumer.js';
import { KafkaPublisher } from './kafka-publisher.js';

// kafkajs is CommonJS: its enumerations come by the default import only.
const { CompressionTypes } = kafkajs;

const SILENT = { info: () => undefined, warn: () => undefined };

/** Kafka as a system outside sees it: for the demo data, the walkthrough and tests. Belongs to no service. */
export class KafkaOutsideClient {
  private readonly kafka;
  private readonly publisher;
  private readonly readers: KafkaConsumer[] = [];

  constructor(connection: readonly string[] | KafkaConnection) {
    this.kafka = kafkaClient('outside', connection, SILENT);
    this.publisher = new KafkaPublisher(this.kafka, { retries: 3 });
  }

  async publish(messages: readonly BrokerMessage[]): Promise<void> {
    await this.publisher.publishBatch(messages);
  }

  /** Writes a record as it stands, with missing key or headers if so wished: for playing a broken sender. */
  async publishRaw(
    topic: string,
    record: Parameters<Producer['send']>[0]['messages'][number],
    compression: keyof typeof CompressionTypes = 'None',
  ): Promise<{ readonly offset: string }> {
    const producer = this.kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    try {
      const [sent] = await producer.send({ topic, compression: CompressionTypes[compression], messages: [record] });
      return { offset: sent?.baseOffset ?? '' };
    } finally {
      await producer.disconnect();
    }
  }

  /** Hands over every record of a topic from the beginning, as a group of its own; ends with close(). */
  async read(topic: string, onMessage: (message: DeliveredMessage) => void): Promise<void> {
    const reader = new KafkaConsumer(this.kafka, { groupId: `outside-${randomUUID()}`, log: SILENT, concurrency: 4 });
    this.readers.push(reader);
    await reader.run([topic], async (message) => onMessage(message));
  }

  async close(): Promise<void> {
    await Promise.all([this.publisher.close(), ...this.readers.map((reader) => reader.stop())]);
  }
}
