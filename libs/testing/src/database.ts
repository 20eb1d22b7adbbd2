import pg from 'pg';
import type { ServiceName } from '#contracts';
import { atTheEnd } from './at-the-end.js';
import { stack } from './stack.js';

const pools = new Map<ServiceName | 'gateway', pg.Pool>();

/** The database of a service or of the gateway, with its rights. For looking and for damage on purpose. */
export function database(service: ServiceName | 'gateway'): pg.Pool {
  const known = pools.get(service);
  if (known) return known;
  const pool = new pg.Pool({ connectionString: stack().databaseUrls[service], max: 4 });
  // A connection that the server ends (a test may restart it) is replaced at the next query.
  pool.on('error', () => undefined);
  pools.set(service, pool);
  atTheEnd(async () => {
    pools.delete(service);
    await pool.end();
  });
  return pool;
}
