import { createHash } from 'node:crypto';
import { ConfigError } from '#platform';
import {
  type BatchHandler,
  type BrokerMessage,
  type DeliveredMessage,
  type EventConsumer,
  type EventPublisher,
  LeaseOverError,
  type MessageHandler,
  oneByOne,
  PausePartition,
  UnpublishableError,
} from '../src/ports.js';

/** Messages of a partition that a member gets at once. */
const MOST_AT_ONCE = 100;

interface Taken {
  readonly messages: readonly DeliveredMessage[];
  /** @returns false when the partition has gone elsewhere; nothing is noted then */
  done(upTo: DeliveredMessage): boolean;
  /** Others may take from the partition again. */
  release(): void;
}

/** One member's hold on a partition; it ends by being taken away. */
interface Hold {
  readonly member: Member;
}

/** Gives others a turn; one of the event loop unless a test decides who comes next. */
type Turn = () => Promise<void>;

const eventLoop: Turn = () => new Promise((resolve) => setImmediate(resolve));

interface Partition {
  readonly log: DeliveredMessage[];
}

/** A process in production was to have the broker in memory: what it publishes would be gone with it. */
export class MemoryBrokerInProductionError extends ConfigError {
  readonly code = 'MEMORY_BROKER_IN_PRODUCTION';

  constructor() {
    super([
      'MEMORY_BROKER_IN_PRODUCTION: NODE_ENV is production, and the broker is the one in memory: nobody else would get its messages, and they end with ' +
        'the process. Set KAFKA_BROKERS to the host:port of the brokers and give the service those.',
    ]);
  }
}

/** A message broker in memory with the guarantees of the two ports: for unit and model tests. */
export class MemoryBroker {
  private readonly topics = new Map<string, Partition[]>();
  private readonly groups = new Map<string, Group>();
  private away = false;

  /** @throws MemoryBrokerInProductionError */
  constructor(topics: readonly string[], { partitions = 12, maxBytes = 1_000_000, turn = eventLoop } = {}) {
    if (process.env['NODE_ENV'] === 'production') throw new MemoryBrokerInProductionError();
    for (const topic of topics)
      this.topics.set(
        topic,
        Array.from({ length: partitions }, () => ({ log: [] })),
      );
    this.maxBytes = maxBytes;
    this.turn = turn;
  }
  private readonly maxBytes: number;
  private readonly turn: Turn;

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
      publishBatch: async (messages, lease) => {
        if (lease?.over.aborted) throw new LeaseOverError();
        this.write(messages);
      },
      close: async () => undefined,
    };
  }

  consumer(groupId: string): EventConsumer {
    const group = this.groups.get(groupId) ?? new Group(this.topics);
    this.groups.set(groupId, group);
    return group.member(this.turn);
  }

  /** A member that has died is missed: what it had in hand goes to others. */
  expel(groupId: string, member: EventConsumer): void {
    this.groups.get(groupId)?.expel(member);
  }

  /**
   * All partitions of a group go to the first member that asks. One with messages in hand learns it only when it
   * reports.
   * @returns how many partitions were in somebody's hands
   */
  rebalance(groupId: string): number {
    return this.groups.get(groupId)?.rebalance() ?? 0;
  }

  /**
   * A group reads a partition again from an earlier place, as after a crash before its offsets were stored.
   * @returns how many messages come again
   */
  rewind(groupId: string, topic: string, partition: number, offset: number): number {
    return this.groups.get(groupId)?.rewind(topic, partition, offset) ?? 0;
  }

  /** The place of a partition from which a group reads next. */
  offsetOf(groupId: string, topic: string, partition: number): number {
    return this.groups.get(groupId)?.offsetOf(topic, partition) ?? 0;
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
      ...(message.contradictions && { contradictions: message.contradictions }),
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
  private readonly held = new Map<string, Hold>();
  private readonly members = new Set<Member>();

  constructor(private readonly topics: ReadonlyMap<string, readonly Partition[]>) {}

  member(turn: Turn): EventConsumer {
    return new Member(this, turn);
  }

  join(member: Member): void {
    for (const topic of member.topics) if (!this.topics.has(topic)) throw new Error(`Topic ${topic} does not exist`);
    this.members.add(member);
    this.wake();
  }

  leave(member: Member): void {
    this.members.delete(member);
    for (const [place, hold] of this.held) if (hold.member === member) this.held.delete(place);
    this.wake();
  }

  expel(consumer: EventConsumer): void {
    for (const member of this.members) if (member === consumer) this.leave(member);
  }

  rebalance(): number {
    const { size } = this.held;
    this.held.clear();
    this.wake();
    return size;
  }

  rewind(topic: string, partition: number, offset: number): number {
    const again = this.offsetOf(topic, partition) - offset;
    if (again <= 0) return 0;
    this.held.delete(`${topic}/${partition}`);
    this.offsets.set(`${topic}/${partition}`, offset);
    this.wake();
    return again;
  }

  offsetOf(topic: string, partition: number): number {
    return this.offsets.get(`${topic}/${partition}`) ?? 0;
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
        if (this.held.has(place) || partition.log.length <= from) continue;
        const hold: Hold = { member };
        this.held.set(place, hold);
        const isMine = () => this.held.get(place) === hold;
        return {
          messages: partition.log.slice(from, from + MOST_AT_ONCE),
          done: ({ offset }) => {
            if (isMine()) this.offsets.set(place, Number(offset) + 1);
            return isMine();
          },
          release: () => isMine() && this.held.delete(place),
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

  constructor(
    private readonly group: Group,
    private readonly turn: Turn,
  ) {}

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

  /** No turn lies between the last look and the end: a wake in between would be lost. */
  private async untilDrained(): Promise<void> {
    while (this.wanted) {
      this.wanted = false;
      await this.drain();
    }
    this.working = undefined;
  }

  private async drain(): Promise<void> {
    // A turn between messages keeps members fair to each other.
    await this.turn();
    for (let next = this.next(); next; next = this.next()) {
      const { messages, done, release, handler } = next;
      try {
        await handler(messages, async (upTo) => {
          const mine = done(upTo);
          await this.turn();
          return mine && this.handler !== undefined;
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
      await this.turn();
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
