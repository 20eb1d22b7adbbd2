import { randomUUID } from 'node:crypto';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { undecodableAt } from '../kafka/codecs/record-batch.js';
import { delivered } from '../kafka/delivered-record.js';
import type { DeliveredMessage } from '../ports.js';
import type { Stretch } from '../stuck-partitions/stretch.js';

/** Next offset by partition, as `topic/partition`. */
export type Offsets = ReadonlyMap<string, bigint>;

const HEARTBEAT_MS = 3000;
/** Chunks taken from Kafka before somebody pulls them. */
const AHEAD = 8;
/** Kafka hands over nothing for this long although there should be something: give up, ms. */
const SILENCE_MS = 60_000;

export function place({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}

/**
 * Reads topics from their beginning, as a group of its own that commits nothing and is deleted in the end. The caller
 * pulls; nothing is taken far ahead of it.
 */
export class TopicReader {
  private readonly positions = new Map<string, bigint>();
  private readonly queue: { where: string; next: bigint; messages: readonly DeliveredMessage[] }[] = [];
  private changed = Promise.withResolvers<void>();
  private ended: Error | undefined;
  private isSteppedOver: (stretch: Stretch) => Promise<boolean> = async () => false;

  private constructor(
    private readonly admin: Admin,
    private readonly consumer: Consumer,
    private readonly groupId: string,
    private readonly topics: readonly string[],
  ) {}

  /**
   * @param service the group's name begins with the service's, as its rights on the broker do
   * @param isSteppedOver whether records that cannot be read are left out on record; otherwise the reading ends there
   */
  static async open(
    kafka: Kafka,
    service: string,
    topics: readonly string[],
    isSteppedOver?: (stretch: Stretch) => Promise<boolean>,
  ): Promise<TopicReader> {
    const groupId = `${service}.rebuild.${randomUUID()}`;
    const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
    const reader = new TopicReader(kafka.admin(), consumer, groupId, topics);
    if (isSteppedOver) reader.isSteppedOver = isSteppedOver;
    await reader.begin();
    return reader;
  }

  /** Where each partition ends at the moment. */
  async ends(): Promise<Offsets> {
    return new Map([...(await this.bounds())].map(([where, { high }]) => [where, high]));
  }

  /** How far a group has come by its own account; 0 where it has said nothing. */
  async committedBy(groupId: string): Promise<Offsets> {
    const committed = new Map<string, bigint>();
    for (const { topic, partitions } of await this.admin.fetchOffsets({ groupId, topics: [...this.topics] })) {
      for (const { partition, offset } of partitions) {
        committed.set(place({ topic, partition }), BigInt(offset) < 0n ? 0n : BigInt(offset));
      }
    }
    return committed;
  }

  /** Hands over everything before the marks that was not handed over yet, perhaps some more; in order per partition. */
  async readTo(marks: Offsets, take: (messages: readonly DeliveredMessage[]) => Promise<void>): Promise<void> {
    while ([...marks].some(([where, mark]) => (this.positions.get(where) ?? 0n) < mark)) {
      const { where, next, messages } = await this.pull();
      await take(messages);
      this.positions.set(where, next);
    }
  }

  async close(): Promise<void> {
    this.end(new Error('The reader is closed'));
    await this.consumer.disconnect();
    await this.admin.deleteGroups([this.groupId]).catch(() => undefined);
    await this.admin.disconnect();
  }

  private async begin(): Promise<void> {
    await this.admin.connect();
    // What the topic no longer keeps need not be read.
    for (const [where, { low }] of await this.bounds()) this.positions.set(where, low);
    this.consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) this.end(payload.error);
    });
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  private async bounds(): Promise<Map<string, { low: bigint; high: bigint }>> {
    const bounds = new Map<string, { low: bigint; high: bigint }>();
    for (const topic of this.topics) {
      for (const { partition, low, high } of await this.admin.fetchTopicOffsets(topic)) {
        bounds.set(place({ topic, partition }), { low: BigInt(low), high: BigInt(high) });
      }
    }
    return bounds;
  }

  private async eachBatch({ batch, heartbeat, resolveOffset }: EachBatchPayload): Promise<void> {
    const beat = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
    try {
      while (this.queue.length >= AHEAD && !this.ended) await this.changed.promise;
    } finally {
      clearInterval(beat);
    }
    const { topic, partition } = batch;
    const messages: DeliveredMessage[] = [];
    let last: string | undefined = batch.lastOffset();
    for (const [at, message] of batch.messages.entries()) {
      const undecodable = undecodableAt(batch.messages, at);
      if (!undecodable) messages.push(delivered(topic, partition, message));
      else if (undecodable.later) {
        // It is asked for again, beginning here.
        last = batch.messages[at - 1]?.offset;
        break;
      } else if (!(await this.isSteppedOver({ topic, partition, ...undecodable }))) {
        const { from, to, reason } = undecodable;
        this.end(
          new Error(
            `${topic}/${partition} cannot be read at offset ${from} to ${to} (${reason}). ` +
              'Step over it first: docs/runbooks/stuck-partition.md',
          ),
        );
        return;
      }
    }
    if (last === undefined) return;
    resolveOffset(last);
    this.queue.push({ where: place(batch), next: BigInt(last) + 1n, messages });
    this.rouse();
  }

  private async pull() {
    const silence = AbortSignal.timeout(SILENCE_MS);
    const onSilence = () => this.end(new Error(`Kafka handed over nothing for ${SILENCE_MS / 1000} s`));
    silence.addEventListener('abort', onSilence, { once: true });
    try {
      for (;;) {
        if (this.ended) throw this.ended;
        const chunk = this.queue.shift();
        if (chunk) {
          this.rouse();
          return chunk;
        }
        await this.changed.promise;
      }
    } finally {
      silence.removeEventListener('abort', onSilence);
    }
  }

  private end(reason: Error): void {
    this.ended ??= reason;
    this.rouse();
  }

  private rouse(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }
}
