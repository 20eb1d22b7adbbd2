import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { Conditions } from '#platform';
import type { MessagingConfig } from './config.js';
import { ChangesController } from './changes/changes.http.js';
import { changeProviders } from './changes/providers.js';
import type { WatchedChanges } from './changes/watched-changes.js';
import { EventServer } from './consumer/event-server.js';
import { consumerProviders } from './consumer/providers.js';
import { LetterGroupsController } from './dead-letters/letter-groups.http.js';
import type { Copies } from './copies/copy-declaration.js';
import { LookAtLettersController } from './dead-letters/look-at-letters.http.js';
import { deadLetterProviders } from './dead-letters/providers.js';
import { SettleLettersController } from './dead-letters/settle-letters.http.js';
import { healthProviders } from './health-checks.js';
import { kafkaClient, kafkaConnection } from './kafka/kafka-client.js';
import { showOffsetReset } from './metrics.js';
import { schemaProviders } from './persistence/providers.js';
import { SchemaGate } from './persistence/schema-gate.js';
import { outboxProviders } from './relay/providers.js';
import { ServiceHealthController } from './service-health/service-health.http.js';
import { ShowServiceHealth } from './service-health/show-service-health.js';
import { stuckPartitionProviders } from './stuck-partitions/providers.js';
import { StuckPartitionsController } from './stuck-partitions/stuck-partitions.http.js';
import { UnitOfWork } from './unit-of-work.js';

export interface MessagingOptions {
  readonly service: ServiceName;
  readonly config: MessagingConfig;
  /** The service's copies of what others own; it follows their events without a reaction of its own. */
  readonly copies: Copies;
  /** What its readers watch live; none when left out. */
  readonly watched?: WatchedChanges;
}

/** Outbox, relay, inbox, consumer and dead letters of one service. Needs the PlatformModule and a TypeORM DataSource beside it. */
@Module({})
export class MessagingModule {
  static forService({ service, config, copies, watched }: MessagingOptions): DynamicModule {
    const logger = new Logger('messaging');
    const log = {
      info: (line: object) => logger.log(line),
      warn: (line: object) => logger.warn(line),
      error: (line: object) => logger.error(line),
      offsetReset: showOffsetReset,
    };
    const kafka = kafkaClient(service, kafkaConnection(config), log);
    const parts = { service, config, kafka, log };
    return {
      module: MessagingModule,
      global: true,
      imports: [RouterModule.register([{ path: `api/${service}/v1`, module: MessagingModule }])],
      controllers: [
        LetterGroupsController,
        LookAtLettersController,
        SettleLettersController,
        StuckPartitionsController,
        ServiceHealthController,
        ...(watched ? [ChangesController] : []),
      ],
      providers: [
        ...schemaProviders(parts),
        ...(watched ? changeProviders(parts, watched) : []),
        ...outboxProviders(parts, watched),
        ...consumerProviders(parts, copies, watched),
        ...deadLetterProviders(service, kafka),
        ...stuckPartitionProviders(service),
        ...healthProviders,
        {
          provide: ShowServiceHealth,
          inject: [DataSource, Conditions],
          useFactory: (dataSource: DataSource, conditions: Conditions) =>
            new ShowServiceHealth(service, dataSource, conditions),
        },
      ],
      exports: [UnitOfWork, EventServer, SchemaGate],
    };
  }
}
