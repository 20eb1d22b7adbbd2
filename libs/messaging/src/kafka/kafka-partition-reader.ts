import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { DeliveredMessage, PartitionReader } from '../ports.js';
import { undecodableAt } from './codecs/record-batch.js';
import { delivered } from './delivered-record.js';

const DEADLINE_MS = 20_000;

/**
 * Reads a stretch of a partition by a group of its own that never commits an offset. kafkajs reads in groups only, and
 * a member gets all partitions of its topic: those that are not wanted are paused before anything is fetched of them.
 */
export class KafkaPartitionReader implements PartitionReader {
  /** @param groupPrefix beginning of the groups' names, for the broker's access list */
  constructor(
    private readonly kafka: Kafka,
    private readonly groupPrefix: string,
  ) {}

  async read(
    { topic, partition, since }: Parameters<PartitionReader['read']>[0],
    visit: (message: DeliveredMessage) => 'more' | 'enough',
  ): Promise<void> {
    try {
      const stretch = await this.stretch(topic, partition, since);
      if (stretch.from < stretch.to) await this.visitAll(stretch, visit);
    } catch (error) {
      // Any such failure is the broker's: the code makes it an outage for the caller.
      throw Object.assign(new Error(`${topic} cannot be read`, { cause: error }), { code: 'ETIMEDOUT' });
    }
  }

  private async stretch(topic: string, partition: number, since: Date): Promise<Stretch> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const [starts, ends] = await Promise.all([
        admin.fetchTopicOffsetsByTimestamp(topic, since.getTime()),
        admin.fetchTopicOffsets(topic),
      ]);
      const from = starts.find((start) => start.partition === partition)?.offset ?? '0';
      const to = ends.find((end) => end.partition === partition)?.high ?? '0';
      const others = ends.map((end) => end.partition).filter((other) => other !== partition);
      return { topic, partition, others, from: BigInt(from), to: BigInt(to) };
    } finally {
      await admin.disconnect();
    }
  }

  private async visitAll(
    { topic, partition, others, from, to }: Stretch,
    visit: (message: DeliveredMessage) => 'more' | 'enough',
  ): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: `${this.groupPrefix}${randomUUID()}`,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 100,
      retry: { initialRetryTime: 100, retries: 5, restartOnFailure: async () => false },
    });
    const end = Promise.withResolvers<void>();
    end.promise.catch(() => undefined);
    const deadline = setTimeout(() => end.reject(new Error(`Not read within ${DEADLINE_MS} ms`)), DEADLINE_MS);
    consumer.on('consumer.crash', ({ payload }) => end.reject(payload.error));
    let over = false;
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: false });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset }) => {
          for (const [at, message] of batch.partition === partition ? batch.messages.entries() : []) {
            if (over || BigInt(message.offset) < from) continue;
            const undecodable = undecodableAt(batch.messages, at);
            if (undecodable?.later) return;
            // A letter that cannot be read is none that anybody looks for.
            resolveOffset(message.offset);
            if (undecodable) continue;
            over = BigInt(message.offset) >= to || visit(delivered(topic, partition, message)) === 'enough';
          }
          over ||= batch.partition === partition && BigInt(batch.lastOffset()) + 1n >= to;
          if (over) end.resolve();
          resolveOffset(batch.lastOffset());
        },
      });
      consumer.pause([{ topic, partitions: others }]);
      consumer.seek({ topic, partition, offset: String(from) });
      await end.promise;
    } finally {
      clearTimeout(deadline);
      await consumer.disconnect().catch(() => undefined);
    }
  }
}

/** What there is to read at the moment of asking. */
interface Stretch {
  readonly topic: string;
  readonly partition: number;
  readonly others: number[];
  readonly from: bigint;
  /** Not included. */
  readonly to: bigint;
}
