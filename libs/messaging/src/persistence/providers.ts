import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Lifecycle } from '#platform';
import { schemaMetrics } from '../metrics.js';
import type { ServiceParts } from '../service-parts.js';
import { SchemaGate } from './schema-gate.js';

/** The gate behind which a service waits for its schema. */
export function schemaProviders({ service, log }: ServiceParts): Provider[] {
  return [
    {
      provide: SchemaGate,
      inject: [DataSource, Lifecycle],
      useFactory: (dataSource: DataSource, lifecycle: Lifecycle) => {
        const gate = new SchemaGate({ service, dataSource, log, observer: schemaMetrics });
        lifecycle.beginAfter(() => gate.isOpen);
        lifecycle.onStop('schedules', async () => gate.stop());
        gate.start();
        return gate;
      },
    },
  ];
}
