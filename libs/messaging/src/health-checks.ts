import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from '#platform';
import { EventServer } from './consumer/event-server.js';
import { KafkaConsumer } from './kafka/kafka-consumer.js';
import { TopicWatch } from './kafka/topic-watch.js';

class DatabaseCheck extends ReadinessCheck {
  readonly name = 'database';
  constructor(private readonly dataSource: DataSource) {
    super();
  }
  async check(): Promise<void> {
    await this.dataSource.query('SELECT 1');
  }
}

/**
 * Down while a topic has another number of partitions than declared, or one that is read is missing or refused; not
 * while the broker is away. A process that starts meanwhile goes on with its other topics.
 */
class TopicsCheck extends ReadinessCheck {
  readonly name = 'topics';
  override readonly atStart = false;
  constructor(private readonly watch: TopicWatch) {
    super();
  }
  async check(): Promise<void> {
    const sentences = this.watch.unusable;
    if (sentences.length > 0) throw new Error(sentences.join(' '));
  }
}

/** Down while this process gets nowhere on a partition of its own, or its consumer crashes again and again. */
class PartitionsCheck extends ReadinessCheck {
  readonly name = 'partitions';
  override readonly atStart = false;
  constructor(
    private readonly consumer: KafkaConsumer,
    private readonly watch: TopicWatch,
  ) {
    super();
  }
  async check(): Promise<void> {
    const [sentence] = this.consumer.troubles;
    if (sentence !== undefined) throw new Error(sentence);
    const stands = this.watch.standingStill.find((place) => this.consumer.isAssigned(place));
    if (stands) throw new Error(`${stands.topic}/${stands.partition} stands still at offset ${stands.offset}`);
  }
}

class ConsumerCheck extends LivenessCheck {
  readonly name = 'consumer';
  constructor(private readonly server: EventServer) {
    super();
  }
  async check(): Promise<void> {
    if (this.server.crashed) throw new Error('The Kafka consumer has given up');
  }
}

/** What `/health` of a service asks about its database, topics and consumer. */
export const healthProviders: Provider[] = [
  {
    provide: READINESS_CHECKS,
    inject: [DataSource, TopicWatch, KafkaConsumer],
    useFactory: (dataSource: DataSource, watch: TopicWatch, consumer: KafkaConsumer) => [
      new DatabaseCheck(dataSource),
      new TopicsCheck(watch),
      new PartitionsCheck(consumer, watch),
    ],
  },
  {
    provide: LIVENESS_CHECKS,
    inject: [EventServer],
    useFactory: (server: EventServer) => new ConsumerCheck(server),
  },
];
