import type { Provider } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { Clock, ERROR_TABLE, Lifecycle, NAMES } from '#platform';
import { EventServer } from '../consumer/event-server.js';
import { KafkaPartitionReader } from '../kafka/kafka-partition-reader.js';
import { deadLetterMetrics } from '../metrics.js';
import { stuckPartitionErrors } from '../stuck-partitions/errors.js';
import { UnitOfWork } from '../unit-of-work.js';
import { SchemaGate } from '../persistence/schema-gate.js';
import { DiscardGroup } from './discard-group.js';
import { DiscardLetter } from './discard-letter.js';
import { deadLetterErrors, deadLetterNames } from './errors.js';
import { LetterBodies } from './letter-bodies.js';
import { LetterCounts } from './letter-counts.js';
import { LetterTable } from './letter-table.js';
import { ListGroups } from './list-groups.js';
import { ListLetters } from './list-letters.js';
import { OpenLetter } from './open-letter.js';
import { ReplayGroup } from './replay-group.js';
import { ReplayKey } from './replay-key.js';
import { ReplayLetter } from './replay-letter.js';
import { Replaying } from './replaying.js';
import { ShowLetter } from './show-letter.js';

/** Groups that only look something up begin with this; the broker's access list allows them by it. */
export function lookUpGroupPrefix(service: ServiceName): string {
  return `${service}.look-up.`;
}

/** The providers behind the dead-letter controllers of one service. */
export function deadLetterProviders(service: ServiceName, kafka: Kafka): Provider[] {
  return [
    { provide: ERROR_TABLE, useValue: { ...deadLetterErrors, ...stuckPartitionErrors } },
    { provide: NAMES, useValue: deadLetterNames },
    { provide: LetterTable, useValue: new LetterTable(service) },
    {
      provide: LetterBodies,
      useValue: new LetterBodies(new KafkaPartitionReader(kafka, lookUpGroupPrefix(service))),
    },
    {
      provide: Replaying,
      inject: [UnitOfWork, LetterTable, EventServer, Clock],
      useFactory: (...parts: ConstructorParameters<typeof Replaying>) => new Replaying(...parts),
    },
    {
      provide: ListLetters,
      inject: [UnitOfWork, LetterTable, Clock],
      useFactory: (...parts: ConstructorParameters<typeof ListLetters>) => new ListLetters(...parts),
    },
    {
      provide: ShowLetter,
      inject: [UnitOfWork, LetterTable, Clock],
      useFactory: (...parts: ConstructorParameters<typeof ShowLetter>) => new ShowLetter(...parts),
    },
    {
      provide: OpenLetter,
      inject: [UnitOfWork, LetterTable, LetterBodies, Clock],
      useFactory: (...parts: ConstructorParameters<typeof OpenLetter>) => new OpenLetter(...parts),
    },
    {
      provide: ReplayLetter,
      inject: [UnitOfWork, LetterTable, LetterBodies, Replaying],
      useFactory: (...parts: ConstructorParameters<typeof ReplayLetter>) => new ReplayLetter(...parts),
    },
    {
      provide: ReplayKey,
      inject: [UnitOfWork, LetterTable, LetterBodies, Replaying],
      useFactory: (...parts: ConstructorParameters<typeof ReplayKey>) => new ReplayKey(...parts),
    },
    {
      provide: DiscardLetter,
      inject: [UnitOfWork, LetterTable, Clock],
      useFactory: (...parts: ConstructorParameters<typeof DiscardLetter>) => new DiscardLetter(...parts),
    },
    {
      provide: ListGroups,
      inject: [UnitOfWork, LetterTable, Clock],
      useFactory: (...parts: ConstructorParameters<typeof ListGroups>) => new ListGroups(...parts),
    },
    {
      provide: ReplayGroup,
      inject: [UnitOfWork, LetterTable, LetterBodies, Replaying],
      useFactory: (...parts: ConstructorParameters<typeof ReplayGroup>) => new ReplayGroup(...parts),
    },
    {
      provide: DiscardGroup,
      inject: [UnitOfWork, LetterTable, DiscardLetter],
      useFactory: (...parts: ConstructorParameters<typeof DiscardGroup>) => new DiscardGroup(...parts),
    },
    {
      provide: LetterCounts,
      inject: [DataSource, Lifecycle, SchemaGate],
      useFactory: (dataSource: DataSource, lifecycle: Lifecycle, gate: SchemaGate) => {
        const counts = new LetterCounts(dataSource, deadLetterMetrics);
        gate.whenOpen(() => counts.start());
        lifecycle.onStop('schedules', async () => counts.stop());
        return counts;
      },
    },
  ];
}
