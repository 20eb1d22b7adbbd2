import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { type BatchHandler, type EventConsumer, type MessageHandler, oneByOne, PausePartition } from '../ports.js';
import { delivered } from './delivered-record.js';
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
}

const SESSION_TIMEOUT_MS = 45_000;
const HEARTBEAT_MS = 3000;

/** A reader that has not come back to its group for this long needs a new process (liveness). */
const GIVE_UP_MS = 120_000;
const RESTART_MS = 1000;

/**
 * Consumer on kafkajs `eachBatch`: an offset is resolved only when the handler has finished with the message. kafkajs
 * gives up for good on errors it holds for final, such as a coordinator that a young broker does not have yet; this one
 * then starts with a new member.
 */
export class KafkaConsumer implements EventConsumer {
  private consumer: Consumer | undefined;
  private stopping = false;
  private crashedAt: number | undefined;
  private join: () => void = () => undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaConsumerOptions,
  ) {}

  /** Several beats fit into a session, also into a short one. */
  private get heartbeatMs(): number {
    return Math.min(HEARTBEAT_MS, (this.options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS) / 4);
  }

  get crashed(): boolean {
    return this.crashedAt !== undefined && Date.now() - this.crashedAt > GIVE_UP_MS;
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
      retry: { initialRetryTime: 200, maxRetryTime: 5000, retries: 8, restartOnFailure: async () => !this.stopping },
    });
    consumer.on('consumer.group_join', () => {
      this.crashedAt = undefined;
      this.join();
    });
    consumer.on('consumer.crash', ({ payload }) => {
      if (this.stopping) return;
      this.crashedAt ??= Date.now();
      const error = payload.error.message.slice(0, 300);
      this.options.log.warn({ msg: 'consumer crashed; starting again', restart: payload.restart, error });
      if (payload.restart) return;
      // The timer keeps a program alive that waits for nothing but its messages.
      setTimeout(() => void this.begin(topics, handler), RESTART_MS);
    });
    return consumer;
  }

  private async eachBatch(payload: EachBatchPayload, handler: BatchHandler): Promise<void> {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale, pause } = payload;
    const mayGoOn = () => isRunning() && !isStale() && !this.stopping;
    if (!mayGoOn()) return;
    // Work of up to the handler limit must not cost the membership; a failed beat shows at the next awaited one.
    const beat = setInterval(() => void heartbeat().catch(() => undefined), this.heartbeatMs);
    try {
      await handler(
        batch.messages.map((message) => delivered(batch.topic, batch.partition, message)),
        async ({ offset }) => {
          resolveOffset(offset);
          await commitOffsetsIfNecessary();
          await heartbeat();
          return mayGoOn();
        },
      );
    } catch (error) {
      if (!(error instanceof PausePartition)) throw error;
      const resume = pause();
      void error.until.then(resume);
    } finally {
      clearInterval(beat);
    }
  }
}
