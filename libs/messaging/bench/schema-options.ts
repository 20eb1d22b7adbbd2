import type { DataSourceOptions } from 'typeorm';
import { dataSourceOptions } from '../src/persistence/data-source.js';

/** The options of a service's connection, with the schema that the address names: TypeORM reads it from nowhere else. */
export function schemaOptions(databaseUrl: string, poolSize: number): DataSourceOptions {
  const options = dataSourceOptions(
    { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: poolSize },
    { entities: [], migrations: [] },
  );
  const schema = new URL(databaseUrl).searchParams.get('options');
  return { ...options, extra: { ...(options.extra as object), options: schema } } as DataSourceOptions;
}
