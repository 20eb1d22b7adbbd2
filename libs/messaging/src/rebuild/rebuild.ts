import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { SystemClock } from '#platform';
import type { BrokerConfig } from '../config.js';
import { kafkaClient, kafkaConnection } from '../kafka/kafka-client.js';
import type { CopyDeclaration } from '../copies/copy-declaration.js';
import type { PersistenceParts } from '../persistence/data-source.js';
import { rebuildCopy, type RebuildReport } from './rebuild-copy.js';

export { RebuildRefused, type RebuildReport } from './rebuild-copy.js';

const SILENT = { info: () => undefined, warn: () => undefined };

/** One rebuild with connections of its own, beside the running service. */
export async function rebuild(options: {
  readonly service: ServiceName;
  readonly copy: CopyDeclaration;
  readonly persistence: Pick<PersistenceParts, 'entities'>;
  readonly config: BrokerConfig & { readonly DATABASE_URL: string };
  readonly checkOnly?: boolean;
  readonly dropUnknown?: boolean;
}): Promise<RebuildReport> {
  const { config, service } = options;
  const dataSource = await new DataSource({
    ...{ type: 'postgres', url: config.DATABASE_URL, poolSize: 1, connectTimeoutMS: 5000 },
    entities: [...options.persistence.entities],
    // Writers send together what does not wait for each other, as in the service.
    extra: { pipeline: true },
  }).initialize();
  try {
    const kafka = kafkaClient(`${service}-rebuild`, kafkaConnection(config), SILENT);
    return await rebuildCopy({ ...options, kafka, clock: new SystemClock(), runner: dataSource.createQueryRunner() });
  } finally {
    await dataSource.destroy();
  }
}
