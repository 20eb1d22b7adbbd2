import { type MessageToProduce, Producer, UserError } from '@platformatic/kafka';
import { partitionOfKey } from '../../src/kafka/partitioner.js';
import { REFUSALS, requests } from '../../src/kafka/requests.js';
import {
  type BrokerMessage,
  type EventPublisher,
  type Lease,
  LeaseOverError,
  UnpublishableError,
} from '../../src/ports.js';
import { bounded } from './bounded.js';

/** `EventPublisher` on @platformatic/kafka. One batch is on its way at a time, as the port's callers have it. */
export class PlatformaticPublisher implements EventPublisher {
  private producer: Producer | undefined;

  constructor(private readonly brokers: readonly string[]) {}

  async connect(): Promise<void> {
    await bounded('versions of the broker', this.own().listApis());
  }

  async publishBatch(messages: readonly BrokerMessage[], lease?: Lease): Promise<void> {
    if (messages.length === 0) return;
    if (lease?.over.aborted) throw new LeaseOverError();
    const producer = this.own();
    const cut = Promise.withResolvers<never>();
    cut.promise.catch(() => undefined);
    const onOver = () => {
      this.hangUp(producer);
      cut.reject(new LeaseOverError());
    };
    lease?.over.addEventListener('abort', onOver, { once: true });
    try {
      await Promise.race([this.send(producer, messages, lease), cut.promise]);
    } catch (error) {
      this.hangUp(producer);
      const reason = refusalIn(error);
      throw reason === undefined ? error : new UnpublishableError(reason, { cause: error });
    } finally {
      lease?.over.removeEventListener('abort', onOver);
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    if (producer) await bounded('close of a producer', producer.close());
  }

  private async send(producer: Producer, messages: readonly BrokerMessage[], lease?: Lease): Promise<void> {
    const topics = [...new Set(messages.map(({ topic }) => topic))];
    const metadata = await bounded('metadata', producer.metadata({ topics }));
    const partitionOf = ({ topic, key, partition }: BrokerMessage) =>
      partition ?? partitionOfKey(key, metadata.topics.get(topic)?.partitionsCount ?? 1);
    for (const request of requests(messages)) {
      if (lease && (lease.over.aborted || !lease.holds())) throw new LeaseOverError();
      const records = request.map((message) => recordOf(message, partitionOf(message)));
      await bounded('produce', producer.send({ messages: records, acks: -1, idempotent: false }));
    }
  }

  /**
   * Each message is sent with its partition. The client would ask a partitioner of ours before it has the topic's
   * metadata, on the first send of each producer: keys would begin on another partition than they go on.
   */
  private own(): Producer {
    return (this.producer ??= new Producer({
      clientId: 'conformance',
      bootstrapBrokers: [...this.brokers],
      autocreateTopics: false,
      retries: 0,
    }));
  }

  /** Nothing more leaves by this producer; the next batch gets a new one. */
  private hangUp(producer: Producer): void {
    if (this.producer === producer) this.producer = undefined;
    void producer.close().catch(() => undefined);
  }
}

function recordOf(
  { topic, key, headers, contradictions, body, timestamp }: BrokerMessage,
  partition: number,
): MessageToProduce {
  const entries = [
    ...Object.entries(headers),
    ...Object.entries(contradictions ?? {}).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  ];
  return {
    topic,
    partition,
    key: Buffer.from(key),
    value: Buffer.from(body),
    // Equal names are different keys here: a header can stand there several times.
    headers: new Map(entries.map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
    ...(timestamp !== undefined && { timestamp: BigInt(timestamp) }),
  };
}

/** Of a missing topic the client keeps no more than this of the broker's answer. */
const UNKNOWN_TOPIC = /^Unknown topic /;

/** The broker's answer stands somewhere among the errors of the request. */
function refusalIn(error: unknown): string | undefined {
  const { apiId, errors, cause, message } = error as GivenError;
  if (apiId !== undefined && REFUSALS.has(apiId)) return apiId;
  if (error instanceof UserError && UNKNOWN_TOPIC.test(message)) return 'UNKNOWN_TOPIC_OR_PARTITION';
  for (const inner of [...(errors ?? []), ...(cause ? [cause] : [])]) {
    const found = refusalIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface GivenError {
  readonly apiId?: string;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
  readonly message: string;
}
