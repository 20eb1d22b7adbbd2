import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import {
  type BatchHandler,
  type DeliveredMessage,
  type EventConsumer,
  type MessageHandler,
  oneByOne,
  PausePartition,
} from '../ports.js';
import type { StuckPartitions } from '../stuck-partitions/stretch.js';
import { undecodableAt } from './codecs/record-batch.js';
import { CrashCount, isOutage } from './crash-count.js';
import { delivered } from './delivered-record.js';
import { HeldPartitions, type HoldingObserver } from './held-partitions.js';
import type { KafkaLog } from './kafka-client.js';
import type { ReadableTopics } from './readable-topics.js';
import { subscribedAssigner } from './subscribed-assigner.js';

export interface KafkaConsumerOptions {
  readonly groupId: string;
  readonly log: KafkaLog;
  /** Partitions handled at the same time; at most half of the database pool. */
  readonly concurrency: number;
  /** How long the group waits for a member that died without leaving before its partitions go to others. */
  readonly sessionTimeoutMs?: number;
  /** Resolves when records can be handled at all; nothing is read before. */
  readonly untilOpen?: () => Promise<void>;
  /** Knows which topics can be read; the others wait and hold up nothing. Without it all must be readable. */
  readonly readable?: ReadableTopics;
  /** Gets what cannot be read, and says what to do; without it such a partition is held for good. */
  readonly stuckPartitions?: StuckPartitions;
  readonly observer?: HoldingObserver;
}

const SESSION_TIMEOUT_MS = 45_000;
const HEARTBEAT_MS = 3000;

/** A reader that has not come back to its group for this long needs a new process (liveness). */
const GIVE_UP_MS = 120_000;
const RESTART_MS = 1000;
/** How long a stop waits for a join that is under way. */
const JOINED_WITHIN_MS = 10_000;
/** So many crashes in a row, without a record in between, are no accident. */
const TELLING_CRASHES = 3;

/**
 * Consumer on kafkajs `eachBatch`: an offset is resolved only when the handler has finished with the message. kafkajs
 * gives up for good on errors it holds for final, such as a coordinator that a young broker does not have yet; this one
 * then starts with a new member, after ever longer pauses. A batch that cannot be read holds up its partition only, and a
 * topic that cannot be read itself only: kafkajs fails a member when one of its topics is refused, so a member joins
 * with the readable ones, and another takes its place when they change.
 */
export class KafkaConsumer implements EventConsumer {
  private consumer: Consumer | undefined;
  private readonly stopped = new AbortController();
  private crashedAt: number | undefined;
  private join: () => void = () => undefined;
  private suspicion: Promise<void> | undefined;
  /** Until the newest member is in the group, or has failed. */
  private joining: Promise<void> = Promise.resolve();
  private readonly crashes = new CrashCount();
  private readonly held: HeldPartitions;
  private assigned: Readonly<Record<string, readonly number[]>> = {};

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaConsumerOptions,
  ) {
    this.held = new HeldPartitions(options.stuckPartitions, options.observer, options.log);
  }

  /** Several beats fit into a session, also into a short one. */
  private get heartbeatMs(): number {
    return Math.min(HEARTBEAT_MS, (this.options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS) / 4);
  }

  private get stopping(): boolean {
    return this.stopped.signal.aborted;
  }

  get crashed(): boolean {
    return this.crashedAt !== undefined && Date.now() - this.crashedAt > GIVE_UP_MS;
  }

  /** Sentences about what it cannot read, and about crashes that come again and again; none when all is well. */
  get troubles(): string[] {
    const crashing = this.crashes.inARow >= TELLING_CRASHES;
    const sentence = `The consumer has crashed ${this.crashes.inARow} times in a row: ${this.crashes.last}`;
    return [...this.held.sentences, ...(crashing ? [sentence] : [])];
  }

  /** Whether the group has given this partition to this process. */
  isAssigned({ topic, partition }: { readonly topic: string; readonly partition: number }): boolean {
    return this.assigned[topic]?.includes(partition) ?? false;
  }

  run(topics: readonly string[], handler: MessageHandler): Promise<void> {
    return this.runInBatches(topics, oneByOne(handler));
  }

  async runInBatches(topics: readonly string[], handler: BatchHandler): Promise<void> {
    const joined = new Promise<void>((resolve) => (this.join = resolve));
    await Promise.race([joined, this.live(topics, handler)]);
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.join();
    this.held.stop();
    // Who goes while it joins cannot leave: the group would keep partitions for it until the session is over.
    await Promise.race([this.joining, delay(JOINED_WITHIN_MS, undefined, { ref: false })]);
    await this.consumer?.stop();
    await this.consumer?.disconnect();
  }

  /** One member of the group after the other, until the process stops. */
  private async live(topics: readonly string[], handler: BatchHandler): Promise<void> {
    await this.options.untilOpen?.();
    while (!this.stopping) {
      const readable = await this.untilAnyReadable(topics);
      if (this.stopping) return;
      const pause = await this.beMember(topics, readable, handler);
      // The timer keeps a program alive that waits for nothing but its messages.
      await delay(pause, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  private readableOf(topics: readonly string[]): readonly string[] {
    return this.options.readable?.readable(topics) ?? topics;
  }

  private async untilAnyReadable(topics: readonly string[]): Promise<readonly string[]> {
    if (topics.length > 0 && this.readableOf(topics).length === 0) {
      // Nothing of this process is wrong, and a new one would wait as well.
      this.crashedAt = undefined;
      this.assigned = {};
      this.held.keepOnly({});
      await this.untilChanged(topics, [], this.stopped.signal);
    }
    return this.readableOf(topics);
  }

  /** Resolves when other topics are readable than these, or nobody needs to know any more. */
  private untilChanged(topics: readonly string[], before: readonly string[], over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        stopListening?.();
        for (const signal of [this.stopped.signal, over]) signal.removeEventListener('abort', end);
        resolve();
      };
      const look = (): void => void (String(this.readableOf(topics)) !== String(before) && end());
      const stopListening = this.options.readable?.onComparison(look);
      for (const signal of [this.stopped.signal, over]) signal.addEventListener('abort', end);
      if (this.stopping || over.aborted) end();
      else look();
    });
  }

  /**
   * Reads as one member until it crashes, until other topics are readable, or until the process stops.
   * @returns how long to wait before the next one, ms
   */
  private async beMember(
    topics: readonly string[],
    readable: readonly string[],
    handler: BatchHandler,
  ): Promise<number> {
    let crash: (error: Error) => void = () => undefined;
    const crashed = new Promise<Error>((resolve) => (crash = resolve));
    const consumer = this.newMember(crash);
    this.consumer = consumer;
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...readable], fromBeginning: true });
      this.joining = consumer.run({
        autoCommitInterval: 1000,
        autoCommitThreshold: 2000,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: Math.max(1, this.options.concurrency),
        eachBatch: (payload) => this.eachBatch(payload, handler),
      });
      // A failure is reported below; a caller that stops only waits for the end of it.
      this.joining.catch(() => undefined);
      await this.joining;
    } catch (error) {
      const sentence = String(error).slice(0, 300);
      this.options.log.warn({ msg: 'broker or topics not there yet; trying again', error: sentence });
      await consumer.disconnect().catch(() => undefined);
      if (!isOutage(error)) await this.options.readable?.compareNow();
      return RESTART_MS;
    }
    const over = new AbortController();
    const changed = this.untilChanged(topics, readable, over.signal);
    const error = await Promise.race([crashed, changed]);
    over.abort();
    if (error && !this.stopping) return this.afterCrash(error, topics, readable);
    // What is in hand is finished and committed; the group gives the partitions to others, or to the next member.
    await consumer.disconnect().catch(() => undefined);
    return 0;
  }

  private async afterCrash(error: Error, topics: readonly string[], readable: readonly string[]): Promise<number> {
    this.crashedAt ??= Date.now();
    if (!isOutage(error)) await this.options.readable?.compareNow();
    // A topic that cannot be read any more was the cause, and is left out.
    const explained = String(this.readableOf(topics)) !== String(readable);
    const pause = explained ? 0 : this.crashes.crashed(error, Date.now());
    const { inARow } = this.crashes;
    this.options.observer?.crashes(inARow);
    const crash = { inARow, pause, error: error.message.slice(0, 300) };
    this.options.log.warn({ msg: 'consumer crashed; starting again', ...crash });
    return pause;
  }

  private newMember(crash: (error: Error) => void): Consumer {
    const consumer = this.kafka.consumer({
      groupId: this.options.groupId,
      partitionAssigners: [subscribedAssigner],
      sessionTimeout: this.options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      heartbeatInterval: this.heartbeatMs,
      rebalanceTimeout: 60_000,
      maxWaitTimeInMs: 250,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 200, maxRetryTime: 5000, retries: 8, restartOnFailure: async () => false },
    });
    consumer.on('consumer.group_join', ({ payload }) => {
      this.crashedAt = undefined;
      this.assigned = payload.memberAssignment;
      this.held.keepOnly(payload.memberAssignment);
      this.join();
    });
    // kafkajs repeats what it takes for passing, such as an unknown topic, for half a minute without a word.
    const unanswered = new Set<string>();
    consumer.on('consumer.fetch_start', ({ payload }) => {
      if (unanswered.has(String(payload.nodeId))) this.suspect();
      unanswered.add(String(payload.nodeId));
    });
    consumer.on('consumer.fetch', ({ payload }) => {
      unanswered.delete(String(payload.nodeId));
      this.crashes.fetched(Date.now());
      this.options.observer?.crashes(this.crashes.inARow);
    });
    consumer.on('consumer.crash', ({ payload }) => crash(payload.error));
    return consumer;
  }

  private suspect(): void {
    this.suspicion ??= this.options.readable?.compareNow().finally(() => (this.suspicion = undefined));
  }

  private async eachBatch(payload: EachBatchPayload, handler: BatchHandler): Promise<void> {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale, pause } = payload;
    const mayGoOn = () => isRunning() && !isStale() && !this.stopping;
    if (!mayGoOn()) return;
    // Work of up to the handler limit must not cost the membership; a failed beat shows at the next awaited one.
    const beat = setInterval(() => void heartbeat().catch(() => undefined), this.heartbeatMs);
    const { topic, partition, messages } = batch;
    const done = async ({ offset }: Pick<DeliveredMessage, 'offset'>) => {
      resolveOffset(offset);
      await commitOffsetsIfNecessary();
      await heartbeat();
      return mayGoOn();
    };
    try {
      for (let at = 0; at < messages.length && mayGoOn();) {
        const undecodable = undecodableAt(messages, at);
        if (undecodable?.later) return;
        if (undecodable) {
          const stretch = { topic, partition, ...undecodable };
          if ((await this.held.meet(stretch)) === 'hold') return this.held.hold(stretch, pause());
          at = firstAfter(messages, at, undecodable.to);
          await done({ offset: messages[at - 1]?.offset ?? undecodable.to });
          continue;
        }
        const end = firstUndecodable(messages, at);
        const readable = messages.slice(at, end).map((message) => delivered(topic, partition, message));
        let reached: string | undefined;
        await this.held.passed(topic, partition, readable[0]?.offset ?? '0');
        this.crashes.delivered();
        await handler(readable, (upTo) => {
          reached = upTo.offset;
          return done(upTo);
        });
        // What was not done comes again, before anything behind it.
        if (reached !== readable.at(-1)?.offset) return;
        at = end;
      }
    } catch (error) {
      if (!(error instanceof PausePartition)) throw error;
      const resume = pause();
      void error.until.then(resume);
    } finally {
      clearInterval(beat);
    }
  }
}

/** Index of the first record from `at` on for which something stands in, or the number of records. */
function firstUndecodable(messages: EachBatchPayload['batch']['messages'], at: number): number {
  while (at < messages.length && !undecodableAt(messages, at)) at++;
  return at;
}

function firstAfter(messages: EachBatchPayload['batch']['messages'], at: number, offset: string): number {
  while (at < messages.length && BigInt(messages[at]?.offset ?? 0) <= BigInt(offset)) at++;
  return at;
}
