import type { Provider } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Clock, Lifecycle } from '#platform';
import type { WatchedChanges } from '../changes/watched-changes.js';
import type { Copies } from '../copies/copy-declaration.js';
import { FollowEvents } from '../copies/follow-events.js';
import { CheckedPublisher } from '../kafka/checked-publisher.js';
import { KafkaConsumer } from '../kafka/kafka-consumer.js';
import { KafkaPublisher } from '../kafka/kafka-publisher.js';
import { topicsOf } from '../kafka/kafka-topics.js';
import { TopicWatch } from '../kafka/topic-watch.js';
import { edgeMetrics, holdingMetrics, topicMetrics } from '../metrics.js';
import { SchemaGate } from '../persistence/schema-gate.js';
import type { ServiceParts } from '../service-parts.js';
import { RecordedStuckPartitions } from '../stuck-partitions/recorded-stuck-partitions.js';
import { UnitOfWork } from '../unit-of-work.js';
import { EventServer } from './event-server.js';
import { InboxTable } from './inbox-table.js';
import { MessageEdge } from './message-edge.js';

/** The way in: the topics of a service, its consumer, and the server that hands messages to reactions. */
export function consumerProviders(parts: ServiceParts, copies: Copies, watched?: WatchedChanges): Provider[] {
  const { service, config, kafka, log } = parts;
  return [
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
      provide: EventServer,
      inject: [UnitOfWork, Clock, Lifecycle, TopicWatch, SchemaGate, KafkaConsumer, ModuleRef],
      useFactory: (...[unitOfWork, clock, lifecycle, watch, gate, consumer, container]: EventServerParts) => {
        // The repositories are the service's own, which its module has made by the time events are taken in.
        const repositories = () => copies.inject.map((type) => container.get(type, { strict: false }) as never);
        const deadLetters = new CheckedPublisher(new KafkaPublisher(kafka, { retries: 3 }), watch);
        const inbox = new InboxTable(unitOfWork, service);
        const probe = () => gate.check();
        const options = { consumer: service, inbox, deadLetters, clock, log, observer: edgeMetrics, probe };
        const server = new EventServer(
          consumer,
          (reactions) => new MessageEdge({ ...reactions, ...options }),
          () => new FollowEvents(copies.declare(...repositories()), watched),
        );
        lifecycle.onStop('intake', async () => {
          await server.stop();
          await deadLetters.close();
        });
        return server;
      },
    },
  ];
}

type EventServerParts = [UnitOfWork, Clock, Lifecycle, TopicWatch, SchemaGate, KafkaConsumer, ModuleRef];
