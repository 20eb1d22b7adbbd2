import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ServiceName } from '#contracts';
import { stack } from './stack.js';
import { TcpProxy } from './tcp-proxy.js';

/** A schema of its own in the database of a service, where no process of the stack works; its answers can be lost. */
export interface OwnSchema {
  /** Leads through the proxy. */
  readonly databaseUrl: string;
  /** The connection option that leads into the schema, for a client that reads no options from the address. */
  readonly options: string;
  readonly proxy: TcpProxy;
  /** Runs a statement in it, past the proxy. */
  look<T extends pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Drops it. */
  close(): Promise<void>;
}

/** Makes an empty schema; the test fills it by the service's migrations. */
export async function ownSchema(service: ServiceName): Promise<OwnSchema> {
  const name = `own_${randomUUID().replaceAll('-', '')}`;
  const options = `-c search_path=${name}`;
  const url = new URL(stack().databaseUrls[service]);
  const pool = new pg.Pool({ connectionString: url.toString(), options, max: 2 });
  await pool.query(`CREATE SCHEMA ${name}`);
  const proxy = await TcpProxy.listen(Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return {
    databaseUrl: url.toString(),
    options,
    proxy,
    look: async <T extends pg.QueryResultRow>(sql: string, params: unknown[] = []) =>
      (await pool.query<T>(sql, params)).rows,
    close: async () => {
      await proxy.close();
      await pool.query(`DROP SCHEMA ${name} CASCADE`);
      await pool.end();
    },
  };
}
