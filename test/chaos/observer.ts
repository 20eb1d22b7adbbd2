import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Consumer, type KafkaMessage } from 'kafkajs';
import { deadLetterTopics, TOPICS } from '#contracts';
import { eventNameIn, KafkaOutsideClient, sequenceOf } from '#messaging';
import type { SeededRandom } from './random.js';
import type { TopicRecord } from './evidence.js';

/** Header of a record that was published a second time on purpose. */
export const DUPLICATE_HEADER = 'chaos-duplicate';
const RESTART_MS = 500;

/** An outside system that reads every topic from the beginning, over the broker's own listener, and repeats a share of it. */
export class Observer {
  readonly records: TopicRecord[] = [];
  /** The share of what it reads that it publishes again. */
  duplicateShare = 0;
  private readonly seen = new Set<string>();
  private readonly reached = new Map<string, number>();
  private readonly kafka: Kafka;
  private readonly client: KafkaOutsideClient;
  private readonly publishing = new Set<Promise<void>>();
  private consumer: Consumer | undefined;
  private stopping = false;

  constructor(
    brokers: readonly string[],
    private readonly random: SeededRandom,
  ) {
    this.kafka = new Kafka({
      ...{ clientId: 'chaos-observer', brokers: [...brokers], logLevel: logLevel.NOTHING },
      retry: { initialRetryTime: 200, maxRetryTime: 2000, retries: 5 },
    });
    this.client = new KafkaOutsideClient(brokers);
  }

  async start(): Promise<void> {
    await this.begin();
  }

  /** Everything on the topics at this moment has been read. */
  async caughtUp(deadlineMs: number): Promise<boolean> {
    const ends = await this.ends();
    const deadline = performance.now() + deadlineMs;
    while (performance.now() < deadline) {
      if ([...ends].every(([place, end]) => (this.reached.get(place) ?? 0) >= end)) return true;
      await delay(200);
    }
    return false;
  }

  /** How many messages each group has still to read, by the offsets it has committed. */
  async lag(groups: ReadonlyMap<string, readonly string[]>): Promise<Map<string, number>> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = await this.ends();
      const lags = new Map<string, number>();
      for (const [groupId, topics] of groups) {
        const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
        const waiting = committed.flatMap(({ topic, partitions }) =>
          partitions.map(
            ({ partition, offset }) => (ends.get(`${topic}/${partition}`) ?? 0) - Math.max(0, Number(offset)),
          ),
        );
        lags.set(
          groupId,
          waiting.reduce((sum, one) => sum + one, 0),
        );
      }
      return lags;
    } finally {
      await admin.disconnect();
    }
  }

  /** Deletes the offsets of groups, so that they read from the beginning. The groups must be empty. */
  async forget(groups: readonly string[]): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      await admin.deleteGroups([...groups]);
    } finally {
      await admin.disconnect();
    }
  }

  /** Waits until the duplicates in hand are out. */
  async duplicatesOut(): Promise<void> {
    await Promise.all(this.publishing);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.consumer?.disconnect().catch(() => undefined);
    await this.client.close().catch(() => undefined);
  }

  private async begin(): Promise<void> {
    while (!this.stopping) {
      const consumer = this.kafka.consumer({
        groupId: `chaos-observer-${process.pid}-${Date.now()}`,
        ...{ maxWaitTimeInMs: 250, allowAutoTopicCreation: false },
        retry: { initialRetryTime: 200, maxRetryTime: 2000, retries: 5, restartOnFailure: async () => false },
      });
      this.consumer = consumer;
      consumer.on('consumer.crash', () => {
        if (!this.stopping) setTimeout(() => void this.begin(), RESTART_MS);
      });
      try {
        await consumer.connect();
        const topics = [...TOPICS, ...deadLetterTopics()].map(({ name }) => name);
        await consumer.subscribe({ topics, fromBeginning: true });
        await consumer.run({
          autoCommit: false,
          eachMessage: async ({ topic, partition, message }) => this.note(topic, partition, message),
        });
        return;
      } catch {
        await consumer.disconnect().catch(() => undefined);
        await delay(RESTART_MS);
      }
    }
  }

  private note(topic: string, partition: number, message: KafkaMessage): void {
    const place = `${topic}/${partition}`;
    this.reached.set(place, Math.max(this.reached.get(place) ?? 0, Number(message.offset) + 1));
    if (this.seen.has(`${place}/${message.offset}`)) return;
    this.seen.add(`${place}/${message.offset}`);
    const headers = Object.fromEntries(
      Object.entries(message.headers ?? {}).map(([name, value]) => [
        name,
        String(Array.isArray(value) ? value[0] : value),
      ]),
    );
    const injected = DUPLICATE_HEADER in headers;
    const deadLetter = 'dlt-consumer' in headers;
    const sequence = sequenceOf({ topic, headers });
    this.records.push({
      ...{ topic, partition, offset: Number(message.offset), key: message.key?.toString('utf8') ?? '' },
      ...{ id: headers['ce_id'] ?? '', name: eventNameIn(headers) ?? '', seenAt: Date.now(), injected },
      ...(sequence !== undefined && { sequence }),
      body: parsed(message.value),
      ...(deadLetter && {
        deadLetter: {
          ...{ consumer: headers['dlt-consumer'] ?? '', code: headers['dlt-code'] ?? '' },
          ...{ topic: headers['dlt-original-topic'] ?? '', offset: Number(headers['dlt-original-offset'] ?? -1) },
        },
      }),
    });
    if (!injected && !deadLetter && this.random.chance(this.duplicateShare)) {
      const again = this.republish(topic, partition, message, headers);
      this.publishing.add(again);
      void again.finally(() => this.publishing.delete(again));
    }
  }

  /** The same message on the same partition, a moment later. */
  private async republish(topic: string, partition: number, message: KafkaMessage, headers: Record<string, string>) {
    await delay(this.random.next() * 2000);
    const record = {
      ...{ topic, partition, key: message.key?.toString('utf8') ?? '', body: message.value ?? Buffer.alloc(0) },
      ...{ headers: { ...headers, [DUPLICATE_HEADER]: '1' }, timestamp: Number(message.timestamp) },
    };
    await this.untilItWorks(() => this.client.publish([record]));
  }

  private async ends(): Promise<Map<string, number>> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = new Map<string, number>();
      for (const { name } of [...TOPICS, ...deadLetterTopics()]) {
        for (const { partition, high } of await admin.fetchTopicOffsets(name))
          ends.set(`${name}/${partition}`, Number(high));
      }
      return ends;
    } finally {
      await admin.disconnect();
    }
  }

  private async untilItWorks(work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (this.stopping || attempt >= 150) throw error;
        await delay(RESTART_MS);
      }
    }
  }
}

function parsed(value: Buffer | null): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(value?.toString('utf8') ?? '');
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
