import { type DynamicModule, Logger, Module } from '@nestjs/common';
import { Clock, Lifecycle, metrics } from '#platform';
import { SchemaGate } from '../persistence/schema-gate.js';
import { UnitOfWork } from '../unit-of-work.js';
import type { DigestSource } from './digest-source.js';
import { ReconcileSchedule } from './reconcile-schedule.js';

export interface ReconcileOptions {
  /** What this service owns and publishes for comparison. */
  readonly digests?: readonly DigestSource[];
  /** Names of the copies that are compared with digests of others. */
  readonly copies?: readonly string[];
  /** Minutes between two digests; 0: only when an operator asks. */
  readonly everyMinutes?: number;
}

const drifted = metrics.gauge({
  name: 'copies_drifted_rows',
  help: "Rows of a copy of others' data that differ from what their owner has, confirmed by two digests",
  labelNames: ['copy'],
});

/** Digests of what a service owns, and the count of what has drifted in its copies. Needs the MessagingModule. */
@Module({})
export class ReconcileModule {
  static forService({ digests = [], copies = [], everyMinutes = 0 }: ReconcileOptions): DynamicModule {
    return {
      module: ReconcileModule,
      providers: [
        {
          provide: ReconcileSchedule,
          inject: [UnitOfWork, Clock, Lifecycle, SchemaGate],
          useFactory: (unitOfWork: UnitOfWork, clock: Clock, lifecycle: Lifecycle, gate: SchemaGate) => {
            const schedule = new ReconcileSchedule({
              unitOfWork,
              clock,
              digests,
              copies,
              everyMinutes,
              log: new Logger('reconcile'),
              drifted: (copy, rows) => drifted.set({ copy }, rows),
            });
            gate.whenOpen(() => schedule.start());
            lifecycle.onStop('schedules', () => schedule.stop());
            return schedule;
          },
        },
      ],
    };
  }
}
