import { createHash } from 'node:crypto';
import {
  type BatchHandler,
  type BrokerMessage,
  type DeliveredMessage,
  type EventConsumer,
  type EventPublisher,
  type MessageHandler,
  oneByOne,
  PausePartition,
  UnpublishableError,
} from '../ports.js';

/** Messages of a partition that a member gets at once. */
const MOST_AT_ONCE = 100;

interface Taken {
  readonly messages: readonly DeliveredMessage[];
  done(upTo: DeliveredMessage): void;
  /** Others may take from the partition again. */
  release(): void;
}

interface Partition {
  readonly log: DeliveredMessage[];
}

/** A message broker in memory with the guarantees of the two ports: for unit and model tests. */
export class MemoryBroker {
  private readonly topics = new Map<string, Partition[]>();
  private readonly groups = new Map<string, Group>();
  private away = false;

  constructor(topics: readonly string[], { partitions = 12, maxBytes = 1_000_000 } = {}) {
    for (const topic of topics)
      this.topics.set(
        topic,
        Array.from({ length: partitions }, () => ({ log: [] })),
      );
    this.maxBytes = maxBytes;
  }
  private readonly maxBytes: number;

  /** The broker does not answer until `comeBack`. */
  goAway(): void {
    this.away = true;
  }

  comeBack(): void {
    this.away = false;
    this.wakeAll();
  }

  publisher(): EventPublisher {
    return {
      connect: async () => undefined,
      publishBatch: async (messages) => this.write(messages),
      close: async () => undefined,
    };
  }

  consumer(groupId: string): EventConsumer {
    const group = this.groups.get(groupId) ?? new Group(this.topics);
    this.groups.set(groupId, group);
    return group.member();
  }

  /** What stands on each partition of a topic, from its beginning. */
  partitionsOf(topic: string): readonly (readonly DeliveredMessage[])[] {
    return (this.topics.get(topic) ?? []).map(({ log }) => log);
  }

  private write(messages: readonly BrokerMessage[]): void {
    if (this.away) throw new Error('The broker does not answer');
    for (const message of messages) {
      if (!this.topics.has(message.topic)) throw new UnpublishableError('UNKNOWN_TOPIC_OR_PARTITION');
      if (Buffer.byteLength(message.body) > this.maxBytes) throw new UnpublishableError('MESSAGE_TOO_LARGE');
    }
    for (const message of messages) this.append(message);
    this.wakeAll();
  }

  private append(message: BrokerMessage): void {
    const partitions = this.topics.get(message.topic) ?? [];
    const partition = message.partition ?? partitionOf(message.key, partitions.length);
    const log = partitions[partition]?.log;
    log?.push({
      topic: message.topic,
      partition,
      offset: String(log.length),
      key: message.key,
      headers: { ...message.headers },
      body: Buffer.from(message.body),
      timestamp: message.timestamp ?? Date.now(),
    });
  }

  private wakeAll(): void {
    for (const group of this.groups.values()) group.wake();
  }
}

/** One consumer group: its offsets outlive its members. Each partition is read by one member at a time. */
class Group {
  private readonly offsets = new Map<string, number>();
  private readonly busy = new Map<string, Member>();
  private readonly members = new Set<Member>();

  constructor(private readonly topics: ReadonlyMap<string, readonly Partition[]>) {}

  member(): EventConsumer {
    return new Member(this);
  }

  join(member: Member): void {
    for (const topic of member.topics) if (!this.topics.has(topic)) throw new Error(`Topic ${topic} does not exist`);
    this.members.add(member);
    this.wake();
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.wake();
  }

  wake(): void {
    for (const member of this.members) void member.work();
  }

  /** The next messages that nobody works on, in partition order, for this member. */
  take(member: Member): Taken | undefined {
    for (const topic of member.topics) {
      for (const [index, partition] of (this.topics.get(topic) ?? []).entries()) {
        const place = `${topic}/${index}`;
        const from = this.offsets.get(place) ?? 0;
        if (this.busy.has(place) || partition.log.length <= from) continue;
        this.busy.set(place, member);
        return {
          messages: partition.log.slice(from, from + MOST_AT_ONCE),
          done: ({ offset }) => this.offsets.set(place, Number(offset) + 1),
          release: () => this.busy.delete(place),
        };
      }
    }
    return undefined;
  }
}

class Member implements EventConsumer {
  topics: readonly string[] = [];
  readonly crashed = false;
  private handler: BatchHandler | undefined;
  private working: Promise<void> | undefined;
  private wanted = false;

  constructor(private readonly group: Group) {}

  run(topics: readonly string[], handler: MessageHandler): Promise<void> {
    return this.runInBatches(topics, oneByOne(handler));
  }

  async runInBatches(topics: readonly string[], handler: BatchHandler): Promise<void> {
    this.topics = topics;
    this.handler = handler;
    this.group.join(this);
  }

  async stop(): Promise<void> {
    this.handler = undefined;
    await this.working;
    this.group.leave(this);
  }

  async work(): Promise<void> {
    this.wanted = true;
    if (this.working) return;
    this.working = this.untilDrained();
    await this.working;
  }

  /** No turn of the event loop lies between the last look and the end: a wake in between would be lost. */
  private async untilDrained(): Promise<void> {
    while (this.wanted) {
      this.wanted = false;
      await this.drain();
    }
    this.working = undefined;
  }

  private async drain(): Promise<void> {
    // A turn of the event loop between messages keeps members fair to each other.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = this.next(); next; next = this.next()) {
      const { messages, done, release, handler } = next;
      try {
        await handler(messages, async (upTo) => {
          done(upTo);
          await new Promise((resolve) => setImmediate(resolve));
          return this.handler !== undefined;
        });
        release();
      } catch (error) {
        if (error instanceof PausePartition) {
          void error.until.then(() => {
            release();
            this.group.wake();
          });
          continue;
        }
        release();
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private next() {
    const { handler } = this;
    if (!handler) return undefined;
    const taken = this.group.take(this);
    return taken && { ...taken, handler };
  }
}

/** Where this broker puts a key. */
export function partitionOf(key: string, partitions: number): number {
  return createHash('md5').update(key).digest().readUInt32BE(0) % partitions;
}
