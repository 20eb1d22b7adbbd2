import type { DataSourceOptions, EntitySchema, Logger, MigrationInterface } from 'typeorm';
import { schemaFaults } from '#platform';
import type { DatabaseConfig } from '../config.js';
import { libraryMigrations } from './migrations.js';

export interface PersistenceParts {
  readonly entities: readonly EntitySchema[];
  /** Those of the service; the libraries' own go without saying. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** False for a database that is not of a service that exchanges events: it has none of the libraries' tables. */
  readonly ofService?: boolean;
}

/** Begins each statement with which the schema gate looks whether another one can be planned. */
export const PLAN = 'EXPLAIN (GENERIC_PLAN) ';

/** Writes nothing; statements that fail because the schema lacks something are noted for the schema gate. */
const noteSchemaFaults: Logger = {
  logQueryError: (error, query) => {
    if (!query.startsWith(PLAN)) schemaFaults.note(error, query);
  },
  logQuery: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
};

/** Connection of a service: never synchronises, bounded statements, migrations by their own command. */
export function dataSourceOptions(config: DatabaseConfig, parts: PersistenceParts): DataSourceOptions {
  return {
    type: 'postgres',
    url: config.DATABASE_URL,
    entities: [...parts.entities],
    // TypeORM puts them in the order of their timestamps.
    migrations: [...(parts.ofService === false ? [] : libraryMigrations), ...parts.migrations],
    synchronize: false,
    migrationsRun: false,
    migrationsTransactionMode: 'each',
    logging: false,
    logger: noteSchemaFaults,
    poolSize: config.DATABASE_POOL_SIZE,
    connectTimeoutMS: 5000,
    extra: {
      // Statements of a unit of work that do not wait for each other are sent together (docs/adr/0037).
      pipeline: true,
      statement_timeout: 30_000,
      lock_timeout: 15_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
    },
  };
}
