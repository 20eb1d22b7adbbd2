import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { Clock, Lifecycle, LIVENESS_CHECKS, LivenessCheck, READINESS_CHECKS, ReadinessCheck } from '#platform';
import type { MessagingConfig } from './config.js';
import { EventServer } from './consumer/event-server.js';
import { MessageEdge } from './consumer/message-edge.js';
import { LookAtLettersHttp } from './dead-letters/look-at-letters.http.js';
import { deadLetterProviders } from './dead-letters/providers.js';
import { SettleLettersHttp } from './dead-letters/settle-letters.http.js';
import { kafkaClient, kafkaConnection } from './kafka/kafka-client.js';
import { CheckedPublisher } from './kafka/checked-publisher.js';
import { KafkaConsumer } from './kafka/kafka-consumer.js';
import { KafkaPublisher } from './kafka/kafka-publisher.js';
import { topicsOf } from './kafka/kafka-topics.js';
import { TopicWatch } from './kafka/topic-watch.js';
import { edgeMetrics, relayMetrics, topicMetrics } from './metrics.js';
import { OutboxRelay } from './relay/outbox-relay.js';
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

/** Down while a topic has another number of partitions than declared, not while the broker is away. */
class TopicsCheck extends ReadinessCheck {
  readonly name = 'topics';
  constructor(private readonly watch: TopicWatch) {
    super();
  }
  async check(): Promise<void> {
    const [sentence] = this.watch.wrongPartitions;
    if (sentence !== undefined) throw new Error(sentence);
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
    };
    const kafka = kafkaClient(service, kafkaConnection(config), log);
    return {
      module: MessagingModule,
      global: true,
      imports: [RouterModule.register([{ path: `api/${service}/v1`, module: MessagingModule }])],
      controllers: [LookAtLettersHttp, SettleLettersHttp],
      providers: [
        ...deadLetterProviders(service, kafka),
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
          inject: [DataSource, Lifecycle, TopicWatch],
          useFactory: (dataSource: DataSource, lifecycle: Lifecycle, watch: TopicWatch) => {
            const publisher = new CheckedPublisher(new KafkaPublisher(kafka), watch);
            const relay = new OutboxRelay({
              service,
              databaseUrl: config.DATABASE_URL,
              publisher,
              log,
              observer: relayMetrics,
            });
            relay.start(() => void dataSource.query('NOTIFY outbox').catch(() => undefined));
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
          inject: [DataSource, UnitOfWork, Clock, Lifecycle, TopicWatch],
          useFactory: (
            dataSource: DataSource,
            unitOfWork: UnitOfWork,
            clock: Clock,
            lifecycle: Lifecycle,
            watch: TopicWatch,
          ) => {
            const deadLetters = new CheckedPublisher(new KafkaPublisher(kafka), watch);
            const concurrency = Math.floor(config.DATABASE_POOL_SIZE / 2);
            const sessionTimeoutMs = config.KAFKA_SESSION_TIMEOUT_SECONDS * 1000;
            const untilReadable = (topics: readonly string[]) => watch.untilReadable(topics);
            const options = { groupId: service, log, concurrency, sessionTimeoutMs, untilReadable };
            const consumer = new KafkaConsumer(kafka, options);
            const probe = async () => void (await dataSource.query('SELECT 1'));
            const server = new EventServer(
              consumer,
              (handlers, batchHandlers, tombstoneHandlers) =>
                new MessageEdge({
                  consumer: service,
                  unitOfWork,
                  deadLetters,
                  handlers,
                  batchHandlers,
                  tombstoneHandlers,
                  clock,
                  log,
                  observer: edgeMetrics,
                  probe,
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
          inject: [DataSource, TopicWatch],
          useFactory: (dataSource: DataSource, watch: TopicWatch) => [
            new DatabaseCheck(dataSource),
            new TopicsCheck(watch),
          ],
        },
        {
          provide: LIVENESS_CHECKS,
          inject: [EventServer],
          useFactory: (server: EventServer) => new ConsumerCheck(server),
        },
      ],
      exports: [UnitOfWork, EventServer],
    };
  }
}
