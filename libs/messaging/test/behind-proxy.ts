import pg from 'pg';
import { stack, TcpProxy } from '#testing';
import { type OwnSchema, openOwnSchema } from './own-schema.js';

const EFFECT = 'CREATE TABLE effect (n serial, key text, value text)';

/** A schema of its own whose connections can lose answers, and a look past them. */
export interface BehindProxy extends OwnSchema {
  readonly proxy: TcpProxy;
  /** Runs a statement on a connection that nothing happens to. */
  look<T extends pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Values of the effects of a key, in their order. */
  effectsOf(key: string): Promise<string[]>;
}

/** @param further statements that make more tables in it */
export async function openBehindProxy(further: readonly string[] = []): Promise<BehindProxy> {
  const direct = stack().databaseUrls.applications;
  const proxy = await TcpProxy.listen(Number(new URL(direct).port));
  const url = new URL(direct);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  const schema = await openOwnSchema(url.toString(), { poolSize: 6, further: [EFFECT, ...further] });
  const past = new URL(schema.databaseUrl);
  past.port = new URL(direct).port;
  const pool = new pg.Pool({ connectionString: past.toString(), max: 2 });
  const look = async <T extends pg.QueryResultRow>(sql: string, params: unknown[] = []) =>
    (await pool.query<T>(sql, params)).rows;
  return {
    ...schema,
    proxy,
    look,
    effectsOf: async (key) =>
      (await look<{ value: string }>('SELECT value FROM effect WHERE key = $1 ORDER BY n', [key])).map(
        ({ value }) => value,
      ),
    close: async () => {
      await schema.close();
      await pool.end();
      await proxy.close();
    },
  };
}
