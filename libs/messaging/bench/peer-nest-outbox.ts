import 'reflect-metadata';
import type { DynamicModule, InjectionToken } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Partitioners, type Producer } from 'kafkajs';
import pg from 'pg';
import { type Ground, TOPIC } from './ground.js';
import { within } from './measuring.js';

/** Not a dependency: it was not in the registry when this was written. */
export const NEST_OUTBOX = '@nestjs/outbox';

const SCHEMA = 'peer_nest_outbox';

/** Keys that are published side by side; as many as the other peer has messages in hand. */
const SIDE_BY_SIDE = 50;
const CONNECTIONS = SIDE_BY_SIDE + 2;

/** What is used of the package, in the words of its sources: 0.1.1 and later, `lib/` of nestjs/outbox (docs/adr/0038). */
interface NestOutbox {
  readonly OutboxModule: {
    forRoot(options: {
      transports: { readonly [name: string]: { publish(message: OutboxMessage): Promise<void> } };
      relay: {
        readonly enabled: boolean;
        readonly batchSize: number;
        readonly concurrency: number;
        readonly pollInterval: number;
      };
    }): DynamicModule;
  };
  readonly OutboxRelay: InjectionToken<OutboxRelay>;
  readonly OutboxStorage: InjectionToken<OutboxStorage>;
}

interface NestOutboxOnPostgres {
  readonly PostgresOutboxStore: InjectionToken &
    (new (
      options: { readonly executor: SqlExecutor; readonly schema: string; readonly migrate: boolean },
      storage: OutboxStorage,
    ) => object);
  fromPg(pool: pg.Pool): SqlExecutor;
}

interface OutboxRelay {
  start(): void;
  stop(): Promise<void>;
}

interface OutboxMessage {
  readonly payload: unknown;
  readonly headers: { [name: string]: string };
  readonly key: string | null;
}

/** Handed from one part of the package to another. */
type OutboxStorage = object;
type SqlExecutor = object;

/**
 * @nestjs/outbox on the rows that lie in our outbox, by its module, its PostgreSQL store and a transport of ours. In its
 * favour: batches of 500 instead of 100 and as many keys side by side as the other peer has; no pause between batches; no log.
 * One message is one publish: its transports take no more.
 * @returns messages sent and marked per second, over at most `seconds`; undefined when the package is not installed
 */
export async function nestOutboxPerSecond(
  ground: Ground,
  events: number,
  seconds: number,
): Promise<number | undefined> {
  const outbox = await installed<NestOutbox>(NEST_OUTBOX);
  const onPostgres = await installed<NestOutboxOnPostgres>(`${NEST_OUTBOX}/postgres`);
  if (!outbox || !onPostgres) return undefined;
  const producer = ground.kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
  });
  const pool = new pg.Pool({ connectionString: ground.databaseUrl, max: CONNECTIONS });
  const app = await NestFactory.createApplicationContext(moduleOf(outbox, onPostgres, pool, producer), {
    logger: false,
    abortOnError: false,
  });
  try {
    await producer.connect();
    await fill(ground);
    const relay = app.get<OutboxRelay>(outbox.OutboxRelay);
    const started = performance.now();
    relay.start();
    await within(seconds * 1000, async () => (await waiting(ground)) === 0, 50);
    // Waits for what it still has in hand; that counts, as its time does.
    await relay.stop();
    return (events - (await waiting(ground))) / ((performance.now() - started) / 1000);
  } finally {
    await app.close();
    await ground.dataSource.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    await producer.disconnect();
    await pool.end();
  }
}

async function installed<T>(name: string): Promise<T | undefined> {
  try {
    return (await import(name)) as T;
  } catch (error) {
    if (/MODULE_NOT_FOUND$/.test((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Its store makes its tables at the start; the relay waits until they are filled. */
function moduleOf(
  { OutboxModule, OutboxStorage }: NestOutbox,
  { PostgresOutboxStore, fromPg }: NestOutboxOnPostgres,
  pool: pg.Pool,
  producer: Producer,
): DynamicModule {
  const kafka = {
    publish: async ({ key, payload, headers }: OutboxMessage) => {
      await producer.send({ topic: TOPIC, acks: -1, messages: [{ key, value: JSON.stringify(payload), headers }] });
    },
  };
  return {
    module: class {},
    imports: [
      OutboxModule.forRoot({
        transports: { kafka },
        relay: { enabled: false, batchSize: 500, concurrency: SIDE_BY_SIDE, pollInterval: 1 },
      }),
    ],
    providers: [
      {
        provide: PostgresOutboxStore,
        inject: [OutboxStorage],
        useFactory: (storage: OutboxStorage) =>
          new PostgresOutboxStore({ executor: fromPg(pool), schema: SCHEMA, migrate: true }, storage),
      },
    ],
  };
}

/** Times are ms since the epoch there; `seq` grows in the order of the rows, as with its own `add`. */
async function fill({ dataSource }: Ground): Promise<void> {
  await dataSource.query(
    `INSERT INTO ${SCHEMA}.messages (id, topic, payload, headers, key, created_at, available_at)
     SELECT id::text, topic, payload, headers, aggregateid, 0, 0 FROM outbox ORDER BY seq`,
  );
  await dataSource.query(`ANALYZE ${SCHEMA}.messages`);
}

/** Rows that have not been sent and marked: it deletes a row when it marks it. */
async function waiting({ dataSource }: Ground): Promise<number> {
  const [row] = await dataSource.query<{ n: string }[]>(`SELECT count(*) AS n FROM ${SCHEMA}.messages`);
  return Number(row?.n);
}
