import { setTimeout as delay } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { type DeliveredMessage, type EventConsumer, type MessageHandler, PausePartition } from '../ports.js';
import type { KafkaLog } from './kafka-client.js';

export interface KafkaConsumerOptions {
  readonly groupId: string;
  readonly log: KafkaLog;
  /** Partitions handled at the same time; at most half of the database pool. */
  readonly concurrency: number;
}

const SESSION_TIMEOUT_MS = 45_000;
const HEARTBEAT_MS = 3000;

/** Consumer on kafkajs `eachBatch`: an offset is resolved only when the handler has finished with the message. */
export class KafkaConsumer implements EventConsumer {
  private readonly consumer: Consumer;
  private stopping = false;
  private failed = false;

  constructor(
    kafka: Kafka,
    private readonly options: KafkaConsumerOptions,
  ) {
    this.consumer = kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 60_000,
      maxWaitTimeInMs: 250,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 200, maxRetryTime: 5000, retries: 8, restartOnFailure: async () => !this.stopping },
    });
    this.consumer.on('consumer.crash', ({ payload }) => {
      options.log.warn({
        msg: 'consumer crashed',
        restart: payload.restart,
        error: payload.error.message.slice(0, 300),
      });
      this.failed = !payload.restart && !this.stopping;
    });
  }

  get crashed(): boolean {
    return this.failed;
  }

  async run(topics: readonly string[], handler: MessageHandler): Promise<void> {
    const joined = new Promise<void>((resolve) => {
      this.consumer.on('consumer.group_join', () => resolve());
    });
    while (!this.stopping) {
      try {
        await this.consumer.connect();
        await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
        break;
      } catch (error) {
        this.options.log.warn({
          msg: 'broker or topics not there yet; trying again',
          error: String(error).slice(0, 300),
        });
        await delay(1000, undefined, { ref: false });
      }
    }
    if (this.stopping) return;
    await this.consumer.run({
      autoCommitInterval: 1000,
      autoCommitThreshold: 500,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: Math.max(1, this.options.concurrency),
      eachBatch: (payload) => this.eachBatch(payload, handler),
    });
    await joined;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.consumer.stop();
    await this.consumer.disconnect();
  }

  private async eachBatch(payload: EachBatchPayload, handler: MessageHandler): Promise<void> {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale, pause } = payload;
    for (const message of batch.messages) {
      if (!isRunning() || isStale() || this.stopping) return;
      // Work of up to the handler limit must not cost the membership; a failed beat shows at the next awaited one.
      const beat = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS);
      try {
        await handler(delivered(batch.topic, batch.partition, message));
      } catch (error) {
        if (!(error instanceof PausePartition)) throw error;
        const resume = pause();
        void error.until.then(resume);
        return;
      } finally {
        clearInterval(beat);
      }
      resolveOffset(message.offset);
      await commitOffsetsIfNecessary();
      await heartbeat();
    }
  }
}

function delivered(topic: string, partition: number, message: KafkaMessage): DeliveredMessage {
  const headers = Object.entries(message.headers ?? {}).map(
    ([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)] as const,
  );
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString('utf8'),
    headers: Object.fromEntries(headers),
    body: message.value ?? Buffer.alloc(0),
  };
}
