import { type MessageToProduce, Producer } from '@platformatic/kafka';
import { partitionOfKey } from '../../src/kafka/partitioner.js';
import { REFUSALS, requests } from '../../src/kafka/requests.js';
import {
  type BrokerMessage,
  type EventPublisher,
  type Lease,
  LeaseOverError,
  UnpublishableError,
} from '../../src/ports.js';

/** `EventPublisher` on @platformatic/kafka. One batch is on its way at a time, as the port's callers have it. */
export class PlatformaticPublisher implements EventPublisher {
  private producer: Producer | undefined;

  constructor(private readonly brokers: readonly string[]) {}

  async connect(): Promise<void> {
    await this.own().listApis();
  }

  async publishBatch(messages: readonly BrokerMessage[], lease?: Lease): Promise<void> {
    if (messages.length === 0) return;
    if (lease?.over.aborted) throw new LeaseOverError();
    const cut = Promise.withResolvers<never>();
    cut.promise.catch(() => undefined);
    const onOver = () => {
      this.hangUp();
      cut.reject(new LeaseOverError());
    };
    lease?.over.addEventListener('abort', onOver, { once: true });
    try {
      await Promise.race([this.send(messages), cut.promise]);
    } catch (error) {
      this.hangUp();
      const reason = refusalIn(error);
      throw reason === undefined ? error : new UnpublishableError(reason, { cause: error });
    } finally {
      lease?.over.removeEventListener('abort', onOver);
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.close();
  }

  private async send(messages: readonly BrokerMessage[]): Promise<void> {
    for (const request of requests(messages)) {
      await this.own().send({ messages: request.map(recordOf), acks: -1, idempotent: false });
    }
  }

  private own(): Producer {
    return (this.producer ??= new Producer({
      clientId: 'conformance',
      bootstrapBrokers: [...this.brokers],
      autocreateTopics: false,
      retries: 0,
      partitioner: ({ topic }, key, { metadata }) =>
        partitionOfKey(key ?? Buffer.alloc(0), metadata?.topics.get(topic)?.partitionsCount ?? 1),
    }));
  }

  private hangUp(): void {
    const { producer } = this;
    this.producer = undefined;
    void producer?.close().catch(() => undefined);
  }
}

function recordOf({
  topic,
  key,
  headers,
  contradictions,
  body,
  timestamp,
  partition,
}: BrokerMessage): MessageToProduce {
  const entries = [
    ...Object.entries(headers),
    ...Object.entries(contradictions ?? {}).flatMap(([name, values]) => values.map((value) => [name, value] as const)),
  ];
  return {
    topic,
    key: Buffer.from(key),
    value: Buffer.from(body),
    // Equal names are different keys here: a header can stand there several times.
    headers: new Map(entries.map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
    ...(timestamp !== undefined && { timestamp: BigInt(timestamp) }),
    ...(partition !== undefined && { partition }),
  };
}

/** The broker's answer stands somewhere among the errors of the request. */
function refusalIn(error: unknown): string | undefined {
  const { apiId, errors, cause } = error as { apiId?: string; errors?: readonly unknown[]; cause?: unknown };
  if (apiId !== undefined && REFUSALS.has(apiId)) return apiId;
  for (const inner of [...(errors ?? []), ...(cause ? [cause] : [])]) {
    const found = refusalIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
