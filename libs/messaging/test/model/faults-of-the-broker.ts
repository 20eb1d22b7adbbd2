import { partitionOf, type MemoryBroker } from '../memory-broker.js';
import { type BrokerMessage, type EventPublisher, LeaseOverError, UnpublishableError } from '../../src/ports.js';
import type { Process } from './instance.js';

/** What an answer of the broker that gets lost leaves behind. */
export type LostAnswer = 'all-written' | 'partly-written';

/** What is wrong with the ways to the broker. */
export class BrokerFaults {
  readonly refusedKeys = new Set<string>();
  readonly answersToLose: LostAnswer[] = [];
  /** Batches of a service of which at least a part was written without its knowing. */
  readonly lost = new Map<string, number>();
  /** Batches that hang between the last look at the lease and the broker, by the turns that pass meanwhile. */
  readonly stalls: number[] = [];
  refusals = 0;

  constructor(
    private readonly broker: MemoryBroker,
    private readonly partitions: number,
  ) {}

  /** The way of one process: sending takes a turn, and so does the answer. */
  publisherOf(service: string, process: Process): EventPublisher {
    const inner = this.broker.publisher();
    return {
      connect: () => inner.connect(),
      publishBatch: async (messages, lease) => {
        await process.turn();
        if (lease && (lease.over.aborted || !lease.holds())) throw new LeaseOverError();
        for (let stall = this.stalls.shift() ?? 0; stall > 0; stall--) await process.turn();
        if (messages.some(({ key }) => this.refusedKeys.has(key))) {
          this.refusals++;
          throw new UnpublishableError('TOPIC_AUTHORIZATION_FAILED');
        }
        const lost = this.answersToLose.shift();
        const written = lost === 'partly-written' ? messages.filter((one) => this.isWritten(one)) : messages;
        await inner.publishBatch(written);
        if (lost) {
          this.lost.set(service, (this.lost.get(service) ?? 0) + 1);
          throw new Error('Request timed out');
        }
        await process.turn();
      },
      close: () => inner.close(),
    };
  }

  heal(): void {
    this.refusedKeys.clear();
    this.answersToLose.length = 0;
    this.stalls.length = 0;
  }

  /** A batch is one request per broker: what fails, fails by partition. */
  private isWritten({ key, partition }: BrokerMessage): boolean {
    return (partition ?? partitionOf(key, this.partitions)) % 2 === 0;
  }
}
