import { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import type { BrokerConfig } from '../config.js';
import { kafkaClient, kafkaConnection } from '../kafka/kafka-client.js';
import type { CopyDeclaration } from './copy-declaration.js';
import { rebuildCopy, type RebuildReport } from './rebuild-copy.js';

export { RebuildRefused, type RebuildReport } from './rebuild-copy.js';

const SILENT = { info: () => undefined, warn: () => undefined };

/** One rebuild with connections of its own, beside the running service. */
export async function rebuild(options: {
  readonly service: ServiceName;
  readonly copy: CopyDeclaration;
  readonly config: BrokerConfig & { readonly DATABASE_URL: string };
  readonly checkOnly?: boolean;
  readonly dropUnknown?: boolean;
}): Promise<RebuildReport> {
  const { config, service } = options;
  const url = config.DATABASE_URL;
  const dataSource = await new DataSource({ type: 'postgres', url, poolSize: 1, connectTimeoutMS: 5000 }).initialize();
  try {
    const kafka = kafkaClient(`${service}-rebuild`, kafkaConnection(config), SILENT);
    return await rebuildCopy({ ...options, kafka, runner: dataSource.createQueryRunner() });
  } finally {
    await dataSource.destroy();
  }
}
