import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, Lifecycle } from '#platform';
import { ChangeChannel } from '../changes/change-channel.js';
import type { WatchedChanges } from '../changes/watched-changes.js';
import { CheckedPublisher } from '../kafka/checked-publisher.js';
import { KafkaPublisher } from '../kafka/kafka-publisher.js';
import { TopicWatch } from '../kafka/topic-watch.js';
import { relayMetrics } from '../metrics.js';
import { SchemaGate } from '../persistence/schema-gate.js';
import type { ServiceParts } from '../service-parts.js';
import { UnitOfWork } from '../unit-of-work.js';
import { LeaderSession } from './leader-session.js';
import { OutboxRelay } from './outbox-relay.js';

/** Longest wait for the outbox to empty when the service stops; other replicas take over the rest. */
const FLUSH_MS = 8000;

/** The way out: the unit of work, which fills the outbox, and the relay, which empties it. */
export function outboxProviders({ service, config, kafka, log }: ServiceParts, watched?: WatchedChanges): Provider[] {
  return [
    {
      provide: OutboxRelay,
      inject: [DataSource, Lifecycle, TopicWatch, SchemaGate],
      useFactory: (dataSource: DataSource, lifecycle: Lifecycle, watch: TopicWatch, gate: SchemaGate) => {
        const publisher = new CheckedPublisher(new KafkaPublisher(kafka), watch);
        const session = { databaseUrl: config.DATABASE_URL, applicationName: `${service}-relay` };
        const relay = new OutboxRelay({
          lead: (events) => LeaderSession.open({ ...session, ...events }),
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
      inject: [DataSource, Clock, OutboxRelay, ...(watched ? [ChangeChannel] : [])],
      useFactory: (dataSource: DataSource, clock: Clock, relay: OutboxRelay, channel?: ChangeChannel) =>
        new UnitOfWork(
          dataSource,
          service,
          clock,
          relay,
          watched && channel && { changes: watched, send: (notes) => channel.send(notes) },
        ),
    },
  ];
}
