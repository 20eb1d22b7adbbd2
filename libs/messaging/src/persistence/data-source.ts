import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import type { DatabaseConfig } from '../config.js';
import { StuckPartitions1764410000000 } from './migrations/1764410000000-stuck-partitions.js';

export interface PersistenceParts {
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/** Connection of a service: never synchronises, bounded statements, migrations by their own command. */
export function dataSourceOptions(config: DatabaseConfig, parts: PersistenceParts): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    entities: [...parts.entities],
    migrations: parts.migrations.length === 0 ? [] : [...parts.migrations, StuckPartitions1764410000000],
    synchronize: false,
    migrationsRun: false,
    migrationsTransactionMode: 'each',
    logging: false,
    poolSize: config.DATABASE_POOL_SIZE,
    connectTimeoutMS: 5000,
    extra: {
      statement_timeout: 30_000,
      lock_timeout: 15_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  };
}

/** Brings a service's database to the newest level; run before the rollout, not at start: replicas would race. */
export async function migrate(config: DatabaseConfig, parts: PersistenceParts): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(config, parts)).initialize();
  try {
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
