import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/persistence/data-source.js';
import { FIND_WHAT_IS_OLD_SQL } from '../src/persistence/find-what-is-old.js';
import { DEAD_LETTER_TABLES_SQL, MESSAGING_TABLES_SQL } from '../src/persistence/tables.js';

/** The messaging tables in a schema of their own on a real PostgreSQL: nothing of a service, nobody else looks at it. */
export interface OwnSchema {
  readonly dataSource: DataSource;
  /** Leads into the schema: for connections that are not of the data source. */
  readonly databaseUrl: string;
  /** Drops the schema and closes the pool. */
  close(): Promise<void>;
}

/** @param further statements that make more tables in it */
export async function openOwnSchema(
  databaseUrl: string,
  { poolSize, further = [] }: { readonly poolSize: number; readonly further?: readonly string[] },
): Promise<OwnSchema> {
  const schema = `messaging_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c search_path=${schema}`);
  const settings = { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: poolSize };
  const options = dataSourceOptions(settings, { entities: [], migrations: [] });
  // TypeORM takes the address apart and reads no options from it.
  const extra = { ...(options.extra as object), options: `-c search_path=${schema}` };
  const dataSource = await new DataSource({ ...options, extra } as typeof options).initialize();
  await dataSource.query(`CREATE SCHEMA ${schema}`);
  for (const statement of [...MESSAGING_TABLES_SQL, ...DEAD_LETTER_TABLES_SQL, ...FIND_WHAT_IS_OLD_SQL, ...further]) {
    await dataSource.query(statement);
  }
  return {
    dataSource,
    databaseUrl: url.toString(),
    close: async () => {
      await dataSource.query(`DROP SCHEMA ${schema} CASCADE`);
      await dataSource.destroy();
    },
  };
}
