import { setTimeout as delay } from 'node:timers/promises';
import { Consumer, type Message, type MessagesStream } from '@platformatic/kafka';
import {
  type BatchHandler,
  type DeliveredMessage,
  type EventConsumer,
  type MessageHandler,
  oneByOne,
  PausePartition,
} from '../../src/ports.js';
import { bounded } from './bounded.js';

const AGAIN_MS = 100;
/** Messages of a partition that the handler gets at once. */
const MOST_AT_ONCE = 500;
/** Messages in memory beyond which nothing is fetched: the client cannot pause one partition, only all of them. */
const MOST_WAITING = 5000;

type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;

/** `EventConsumer` on @platformatic/kafka: a member that begins anew, from the committed offsets, with each assignment. */
export class PlatformaticConsumer implements EventConsumer {
  readonly crashed = false;
  private readonly stopped = new AbortController();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly brokers: readonly string[],
    private readonly groupId: string,
  ) {}

  run(topics: readonly string[], handler: MessageHandler): Promise<void> {
    return this.runInBatches(topics, oneByOne(handler));
  }

  async runInBatches(topics: readonly string[], handler: BatchHandler): Promise<void> {
    const joined = Promise.withResolvers<void>();
    this.reading = this.keepReading(topics, handler, joined.resolve);
    await Promise.race([joined.promise, given(this.stopped.signal)]);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.reading;
  }

  private async keepReading(topics: readonly string[], handler: BatchHandler, joined: () => void): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      const member = new Consumer({
        clientId: 'conformance',
        groupId: this.groupId,
        bootstrapBrokers: [...this.brokers],
        sessionTimeout: 15_000,
        rebalanceTimeout: 20_000,
        heartbeatInterval: 300,
        maxWaitTime: 100,
        autocommit: false,
      });
      try {
        await this.readAs(member, topics, handler, joined);
      } catch {
        await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      } finally {
        await bounded('close of a member', member.close(true)).catch(() => undefined);
      }
    }
  }

  private async readAs(
    member: Consumer,
    topics: readonly string[],
    handler: BatchHandler,
    joined: () => void,
  ): Promise<void> {
    let reassigned = Promise.withResolvers<void>();
    member.on('consumer:group:join', () => reassigned.resolve());
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    // A member that cannot join again says so by this event only, and sends no heartbeats any more.
    member.on('error', lost.reject);
    let current: Reading | undefined;
    try {
      while (!this.stopped.signal.aborted) {
        const stream = await bounded(
          'a place in the group',
          member.consume({ topics: [...topics], mode: 'committed', fallbackMode: 'earliest' }),
        );
        reassigned = Promise.withResolvers();
        joined();
        // The stream before is closed only now: without one the member would leave the topics and join again.
        await current?.close();
        current = new Reading(member, stream, handler);
        await Promise.race([reassigned.promise, current.failed, lost.promise, given(this.stopped.signal)]);
        await current.end();
      }
    } finally {
      await current?.end();
      await current?.close();
    }
  }
}

interface Waiting {
  readonly message: DeliveredMessage;
  readonly leaderEpoch: number;
}

interface Partition {
  /** Read and not yet reported as done, in order. */
  readonly waiting: Waiting[];
  working: Promise<void> | undefined;
}

/** What is read between two assignments of partitions. */
class Reading {
  private readonly partitions = new Map<string, Partition>();
  private readonly ended = new AbortController();
  /** Rejects when the client reads no more. */
  readonly failed: Promise<never>;

  constructor(
    private readonly member: Consumer,
    private readonly stream: Stream,
    private readonly handler: BatchHandler,
  ) {
    const failed = Promise.withResolvers<never>();
    failed.promise.catch(() => undefined);
    this.failed = failed.promise;
    stream.on('error', failed.reject);
    stream.on('close', () => failed.reject(new Error('The stream of messages was closed')));
    stream.on('data', (message) => this.take(message));
  }

  /** Begins nothing new and waits for what is in hand. */
  async end(): Promise<void> {
    this.ended.abort();
    await Promise.all([...this.partitions.values()].map(({ working }) => working));
  }

  async close(): Promise<void> {
    await bounded('close of a stream', this.stream.close()).catch(() => undefined);
  }

  private take(message: Message): void {
    if (this.ended.signal.aborted) return;
    const place = placeOf(message);
    const partition = this.partitions.get(place) ?? { waiting: [], working: undefined };
    this.partitions.set(place, partition);
    partition.waiting.push({ message: delivered(message), leaderEpoch: message.leaderEpoch });
    if (this.waiting > MOST_WAITING) this.stream.pause();
    partition.working ??= this.drain(partition).finally(() => (partition.working = undefined));
  }

  private async drain(partition: Partition): Promise<void> {
    const { signal } = this.ended;
    while (partition.waiting.length > 0 && !signal.aborted) {
      const messages = partition.waiting.slice(0, MOST_AT_ONCE).map(({ message }) => message);
      try {
        await this.handler(messages, (upTo) => this.done(partition, upTo));
      } catch (error) {
        const rest = delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
        await Promise.race([error instanceof PausePartition ? error.until : rest, given(signal)]);
      }
    }
  }

  private async done({ waiting }: Partition, upTo: DeliveredMessage): Promise<boolean> {
    const index = waiting.findIndex(({ message }) => message === upTo);
    const { topic, partition, offset } = upTo;
    const isMine = this.member.assignments?.some((mine) => mine.topic === topic && mine.partitions.includes(partition));
    if (index < 0 || !isMine) return false;
    const leaderEpoch = waiting[index]?.leaderEpoch ?? -1;
    const offsets = [{ topic, partition, offset: BigInt(offset) + 1n, leaderEpoch }];
    await bounded('commit', this.member.commit({ offsets }));
    waiting.splice(0, index + 1);
    if (this.stream.isPaused() && this.waiting <= MOST_WAITING / 2) this.stream.resume();
    return !this.ended.signal.aborted;
  }

  private get waiting(): number {
    return [...this.partitions.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
  }
}

function placeOf({ topic, partition }: Message): string {
  return `${topic}/${partition}`;
}

/** A record in our words; of a header that stands there several times the last value counts. */
function delivered({ topic, partition, offset, key, headerEntries, timestamp, value }: Message): DeliveredMessage {
  const values = new Map<string, string[]>();
  for (const [name, text] of headerEntries) {
    const known = values.get(name.toString('utf8'));
    if (known) known.push(text.toString('utf8'));
    else values.set(name.toString('utf8'), [text.toString('utf8')]);
  }
  const contradictory = [...values].filter(([, all]) => new Set(all).size > 1);
  // The types of the client say that a record has a key and a value.
  const [itsKey, itsValue] = [key as Buffer | undefined, value as Buffer | undefined];
  return {
    topic,
    partition,
    offset: String(offset),
    key: itsKey?.toString('utf8'),
    headers: Object.fromEntries([...values].map(([name, all]) => [name, all.at(-1) ?? ''])),
    ...(contradictory.length > 0 && { contradictions: Object.fromEntries(contradictory) }),
    body: itsValue ?? Buffer.alloc(0),
    timestamp: Number(timestamp),
    ...(itsValue === undefined && { tombstone: true }),
  };
}

/** Resolves when the signal is given. */
function given(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
