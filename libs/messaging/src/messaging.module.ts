import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { Clock, Lifecycle, LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from '#platform';
import type { MessagingConfig } from './config.js';
import { EventServer } from './consumer/event-server.js';
import { MessageEdge } from './consumer/message-edge.js';
import { LookAtLettersController } from './dead-letters/look-at-letters.http.js';
import { deadLetterProviders } from './dead-letters/providers.js';
import { SettleLettersController } from './dead-letters/settle-letters.http.js';
import { kafkaClient, kafkaConnection } from './kafka/kafka-client.js';
import { CheckedPublisher } from './kafka/checked-publisher.js';
import { KafkaConsumer } from './kafka/kafka-consumer.js';
import { KafkaPublisher } from './kafka/kafka-publisher.js';
import { topicsOf } from './kafka/kafka-topics.js';
import { TopicWatch } from './kafka/topic-watch.js';
import { edgeMetrics, holdingMetrics, relayMetrics, schemaMetrics, showOffsetReset, topicMetrics } from './metrics.js';
import { SchemaGate } from './persistence/schema-gate.js';
import { OutboxRelay } from './relay/outbox-relay.js';
import { stuckPartitionProviders } from './stuck-partitions/providers.js';
import { RecordedStuckPartitions } from './stuck-partitions/recorded-stuck-partitions.js';
import { StuckPartitionsController } from './stuck-partitions/stuck-partitions.http.js';
import { UnitOfWork } from './unit-of-work.js';

/** Longest wait for the outbox to empty when the service stops; other replicas take over the rest. */
const FLUSH_MS = 8000;

export interface MessagingOptions {
  readonly service: ServiceName;
  readonly config: MessagingConfig;
}

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

/** Outbox, relay, inbox, consumer and dead letters of one service. Needs the PlatformModule and a TypeORM DataSource beside it. */
@Module({})
export class MessagingModule {
  static forService({ service, config }: MessagingOptions): DynamicModule {
    const logger = new Logger('messaging');
    const log = {
      info: (line: object) => logger.log(line),
      warn: (line: object) => logger.warn(line),
      error: (line: object) => logger.error(line),
      offsetReset: showOffsetReset,
    };
    const kafka = kafkaClient(service, kafkaConnection(config), log);
    return {
      module: MessagingModule,
      global: true,
      imports: [RouterModule.register([{ path: `api/${service}/v1`, module: MessagingModule }])],
      controllers: [LookAtLettersController, SettleLettersController, StuckPartitionsController],
      providers: [
        ...deadLetterProviders(service, kafka),
        ...stuckPartitionProviders(service),
        {
          provide: KafkaConsumer,
          inject: [TopicWatch, RecordedStuckPartitions, SchemaGate],
          useFactory: (watch: TopicWatch, stuckPartitions: RecordedStuckPartitions, gate: SchemaGate) =>
            new KafkaConsumer(kafka, {
              groupId: service,
              log,
              concurrency: Math.floor(config.DATABASE_POOL_SIZE / 2),
              sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_SECONDS * 1000,
              untilOpen: () => gate.untilOpen(),
              readable: watch,
              stuckPartitions,
              observer: holdingMetrics,
            }),
        },
        {
          provide: SchemaGate,
          inject: [DataSource, Lifecycle],
          useFactory: (dataSource: DataSource, lifecycle: Lifecycle) => {
            const gate = new SchemaGate({ dataSource, log, observer: schemaMetrics });
            lifecycle.beginAfter(() => gate.isOpen);
            lifecycle.onStop('schedules', async () => gate.stop());
            gate.start();
            return gate;
          },
        },
        {
          provide: TopicWatch,
          inject: [Lifecycle],
          useFactory: (lifecycle: Lifecycle) => {
            const replicationFactor = config.KAFKA_REPLICATION_FACTOR;
            const options = { ...topicsOf(service), groupId: service, replicationFactor, log, observer: topicMetrics };
            const watch = new TopicWatch(kafka, options);
            watch.start();
            lifecycle.onStop('flush', () => watch.stop());
            return watch;
          },
        },
        {
          provide: OutboxRelay,
          inject: [DataSource, Lifecycle, TopicWatch, SchemaGate],
          useFactory: (dataSource: DataSource, lifecycle: Lifecycle, watch: TopicWatch, gate: SchemaGate) => {
            const publisher = new CheckedPublisher(new KafkaPublisher(kafka), watch);
            const relay = new OutboxRelay({
              service,
              databaseUrl: config.DATABASE_URL,
              publisher,
              log,
              observer: relayMetrics,
            });
            const notify = () => void dataSource.query('NOTIFY outbox').catch(() => undefined);
            gate.whenOpen(() => relay.start(notify));
            lifecycle.onStop('flush', async () => {
              await relay.flushAndStop(FLUSH_MS);
              await publisher.close();
            });
            return relay;
          },
        },
        {
          provide: UnitOfWork,
          inject: [DataSource, Clock, OutboxRelay],
          useFactory: (dataSource: DataSource, clock: Clock, relay: OutboxRelay) =>
            new UnitOfWork(dataSource, service, clock, relay),
        },
        {
          provide: EventServer,
          inject: [UnitOfWork, Clock, Lifecycle, TopicWatch, SchemaGate, KafkaConsumer],
          useFactory: (
            unitOfWork: UnitOfWork,
            clock: Clock,
            lifecycle: Lifecycle,
            watch: TopicWatch,
            gate: SchemaGate,
            consumer: KafkaConsumer,
          ) => {
            const deadLetters = new CheckedPublisher(new KafkaPublisher(kafka, { retries: 3 }), watch);
            const server = new EventServer(
              consumer,
              (reactions) =>
                new MessageEdge({
                  ...reactions,
                  consumer: service,
                  unitOfWork,
                  deadLetters,
                  clock,
                  log,
                  observer: edgeMetrics,
                  probe: () => gate.check(),
                }),
            );
            lifecycle.onStop('intake', async () => {
              await server.stop();
              await deadLetters.close();
            });
            return server;
          },
        },
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
      ],
      exports: [UnitOfWork, EventServer, SchemaGate],
    };
  }
}
