import type { BrokerMessage, EventPublisher, Lease } from '../ports.js';
import type { TopicWatch } from './topic-watch.js';

/** Writes only to topics whose number of partitions is the declared one. */
export class CheckedPublisher implements EventPublisher {
  constructor(
    private readonly publisher: EventPublisher,
    private readonly watch: TopicWatch,
  ) {}

  connect(): Promise<void> {
    return this.publisher.connect();
  }

  async publishBatch(messages: readonly BrokerMessage[], lease?: Lease): Promise<void> {
    await this.watch.requireWritable(messages);
    await this.publisher.publishBatch(messages, lease);
  }

  close(): Promise<void> {
    return this.publisher.close();
  }
}
