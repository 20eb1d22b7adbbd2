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
import { CrashCount } from './crash-count.js';
import { delivered } from './delivered-record.js';
import { HeldPartitions, type HoldingObserver } from './held-partitions.js';
import type { KafkaLog } from './kafka-client.js';

export interface KafkaConsumerOptions {
  readonly groupId: string;
  readonly log: KafkaLog;
  /** Partitions handled at the same time; at most half of the database pool. */
  readonly concurrency: number;
  /** How long the group waits for a member that died without leaving before its partitions go to others. */
  readonly sessionTimeoutMs?: number;
  /** Resolves when the topics are fit to be read; nothing is read before. */
  readonly untilReadable?: (topics: readonly string[]) => Promise<void>;
  /** Where it is told what cannot be read, and asked what to do; without it such a partition is held for good. */
  readonly stuckPartitions?: StuckPartitions;
  readonly observer?: HoldingObserver;
}

const SESSION_TIMEOUT_MS = 45_000;
const HEARTBEAT_MS = 3000;

/** A reader that has not come back to its group for this long needs a new process (liveness). */
const GIVE_UP_MS = 120_000;
const RESTART_MS = 1000;
/** So many crashes in a row, without a record in between, are no accident. */
const TELLING_CRASHES = 3;

/**
 * Consumer on kafkajs `eachBatch`: an offset is resolved only when the handler has finished with the message. kafkajs
 * gives up for good on errors it holds for final, such as a coordinator that a young broker does not have yet; this one
 * then starts with a new member, after ever longer pauses. A batch that cannot be read holds up its partition only.
 */
export class KafkaConsumer implements EventConsumer {
  private consumer: Consumer | undefined;
  private stopping = false;
  private crashedAt: number | undefined;
  private join: () => void = () => undefined;
  private restart: NodeJS.Timeout | undefined;
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
    await this.begin(topics, handler);
    await joined;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.join();
    clearTimeout(this.restart);
    this.held.stop();
    await this.consumer?.stop();
    await this.consumer?.disconnect();
  }

  /** Joins the group as a new member; tries until it works or the process stops. */
  private async begin(topics: readonly string[], handler: BatchHandler): Promise<void> {
    await this.options.untilReadable?.(topics);
    while (!this.stopping) {
      const consumer = this.newMember(topics, handler);
      this.consumer = consumer;
      try {
        await consumer.connect();
        await consumer.subscribe({ topics: [...topics], fromBeginning: true });
        await consumer.run({
          autoCommitInterval: 1000,
          autoCommitThreshold: 2000,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: Math.max(1, this.options.concurrency),
          eachBatch: (payload) => this.eachBatch(payload, handler),
        });
        return;
      } catch (error) {
        this.options.log.warn({
          msg: 'broker or topics not there yet; trying again',
          error: String(error).slice(0, 300),
        });
        await consumer.disconnect().catch(() => undefined);
        await delay(RESTART_MS);
      }
    }
  }

  private newMember(topics: readonly string[], handler: BatchHandler): Consumer {
    const consumer = this.kafka.consumer({
      groupId: this.options.groupId,
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
    consumer.on('consumer.fetch', () => {
      this.crashes.fetched(Date.now());
      this.options.observer?.crashes(this.crashes.inARow);
    });
    consumer.on('consumer.crash', ({ payload }) => {
      if (this.stopping) return;
      this.crashedAt ??= Date.now();
      const pause = this.crashes.crashed(payload.error, Date.now());
      this.options.observer?.crashes(this.crashes.inARow);
      const error = payload.error.message.slice(0, 300);
      this.options.log.warn({ msg: 'consumer crashed; starting again', inARow: this.crashes.inARow, pause, error });
      // The timer keeps a program alive that waits for nothing but its messages.
      this.restart = setTimeout(() => void this.begin(topics, handler), pause);
    });
    return consumer;
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
