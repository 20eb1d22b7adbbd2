import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { Clock } from '#platform';
import { UnitOfWork } from '../unit-of-work.js';
import { ListStuckPartitions } from './list-stuck-partitions.js';
import { RecordedStuckPartitions } from './recorded-stuck-partitions.js';
import { StepOver } from './step-over.js';
import { StretchTable } from './stretch-table.js';

/** What stands behind the interface for stuck partitions of one service. */
export function stuckPartitionProviders(service: ServiceName): Provider[] {
  const table = new StretchTable(service);
  return [
    {
      provide: RecordedStuckPartitions,
      inject: [DataSource, Clock],
      useFactory: (dataSource: DataSource, clock: Clock) => new RecordedStuckPartitions(dataSource, table, clock),
    },
    {
      provide: ListStuckPartitions,
      inject: [UnitOfWork, Clock],
      useFactory: (unitOfWork: UnitOfWork, clock: Clock) => new ListStuckPartitions(unitOfWork, table, clock),
    },
    {
      provide: StepOver,
      inject: [UnitOfWork, Clock],
      useFactory: (unitOfWork: UnitOfWork, clock: Clock) => new StepOver(unitOfWork, table, clock),
    },
  ];
}
