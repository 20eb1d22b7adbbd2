import pg from 'pg';
import { type ServiceName, SERVICES } from '#contracts';

export type Pools = Readonly<Record<ServiceName, pg.Pool>>;

/** The five databases past the proxies, with the rights of each service. */
export function openPools(urls: Readonly<Record<ServiceName, string>>): Pools {
  const pools = SERVICES.map((service) => {
    const pool = new pg.Pool({ connectionString: urls[service], max: 3, connectionTimeoutMillis: 5000 });
    pool.on('error', () => undefined);
    return [service, pool] as const;
  });
  return Object.fromEntries(pools) as unknown as Pools;
}
