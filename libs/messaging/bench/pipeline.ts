import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Partitioners } from 'kafkajs';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { SystemClock } from '#platform';
import { MessageEdge } from '../src/consumer/message-edge.js';
import type { NewEvent } from '../src/events.js';
import { kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { ensureTopics } from '../src/kafka/kafka-topics.js';
import { dataSourceOptions } from '../src/persistence/data-source.js';
import { MESSAGING_TABLES_SQL } from '../src/persistence/tables.js';
import { OutboxRelay } from '../src/relay/outbox-relay.js';
import { UnitOfWork } from '../src/unit-of-work.js';

export interface BenchAddresses {
  readonly kafkaBrokers: readonly string[];
  /** A database in which the benchmark may make a schema of its own. */
  readonly databaseUrl: string;
}

/** One measured figure. `perSecond` counts events, rows or messages. */
export interface Measured {
  readonly what: string;
  readonly count: number;
  readonly perSecond: number;
}

const NAME = 'notifications.message-delivered.v1';
const TOPIC = 'notifications.message.v1';
const INSTITUTION = '1.2.246.562.10.10000000001';
const KEYS = 1000;
const BATCH = 500;
const POOL = 10;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Measures the way of an event from outbox to inbox, and its two raw peers, one after another on the same broker and
 * database: kafkajs `sendBatch` alone, and plain inserts alone.
 * @param events how many events each measurement moves
 */
export async function benchPipeline(
  { kafkaBrokers, databaseUrl }: BenchAddresses,
  events: number,
): Promise<Measured[]> {
  const schema = `bench_${randomUUID().replaceAll('-', '')}`;
  const ownSchema = new URL(databaseUrl);
  ownSchema.searchParams.set('options', `-c search_path=${schema}`);
  const addresses = { kafkaBrokers, databaseUrl: ownSchema.toString() };
  await ensureTopics(kafkaBrokers, { replicationFactor: 1 });
  const options = dataSourceOptions(
    { DATABASE_URL: databaseUrl, DATABASE_POOL_SIZE: POOL },
    { entities: [], migrations: [] },
  );
  const extra = { ...(options.extra as object), options: `-c search_path=${schema}` };
  const dataSource = await new DataSource({ ...options, extra } as typeof options).initialize();
  try {
    await dataSource.query(`CREATE SCHEMA ${schema}`);
    for (const statement of MESSAGING_TABLES_SQL) await dataSource.query(statement);
    await dataSource.query('CREATE TABLE effect (n bigserial PRIMARY KEY, key text NOT NULL, value text NOT NULL)');
    const results = [await rawKafka(addresses, events), ...(await rawInserts(addresses, events))];
    const [relay, pipeline] = await outboxToInbox(addresses, dataSource, events);
    return [...results, relay, pipeline];
  } finally {
    await dataSource.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await dataSource.destroy();
  }
}

function event(n: number): NewEvent<typeof NAME> {
  const key = `00000000-0000-4000-8000-${String(n % KEYS).padStart(12, '0')}`;
  return {
    name: NAME,
    key,
    institutionOid: INSTITUTION,
    body: { institutionOid: INSTITUTION, messageId: key, applicationId: null, template: `n${n}`, channel: 'DESK' },
  };
}

async function rawKafka({ kafkaBrokers }: BenchAddresses, events: number): Promise<Measured> {
  const producer = kafkaClient('bench-raw', kafkaBrokers, log).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const batches = Array.from({ length: Math.ceil(events / BATCH) }, (_, batch) =>
    Array.from({ length: Math.min(BATCH, events - batch * BATCH) }, (_, i) => {
      const { key, body } = event(batch * BATCH + i);
      const headers = { ce_id: randomUUID(), ce_type: 'fi.hyvaksiluku.bench.raw.v1', ce_source: '/bench' };
      return { key, value: JSON.stringify(body), headers };
    }),
  );
  const seconds = await timed(async () => {
    for (const messages of batches) await producer.sendBatch({ acks: -1, topicMessages: [{ topic: TOPIC, messages }] });
  });
  await producer.disconnect();
  return { what: 'raw kafkajs sendBatch of 500, acks all', count: events, perSecond: events / seconds };
}

/** The same two rows per event as the inbox writes: in batches of 500, and in one transaction each. */
async function rawInserts({ databaseUrl }: BenchAddresses, events: number): Promise<Measured[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL });
  const batched = await timed(async () => {
    for (let from = 0; from < events; from += BATCH) {
      const ids = Array.from({ length: Math.min(BATCH, events - from) }, (_, i) => `raw-${from + i}`);
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO inbox (consumer, message_id, institution_oid) SELECT 'raw', unnest($1::text[]), $2`,
        [ids, INSTITUTION],
      );
      await client.query(`INSERT INTO effect (key, value) SELECT id, id FROM unnest($1::text[]) AS id`, [ids]);
      await client.query('COMMIT');
      client.release();
    }
  });
  const few = Math.min(events, 10_000);
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < few; n = next++) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(`INSERT INTO inbox (consumer, message_id, institution_oid) VALUES ('one', $1, $2)`, [
        `one-${n}`,
        INSTITUTION,
      ]);
      await client.query(`INSERT INTO effect (key, value) VALUES ($1, $1)`, [`one-${n}`]);
      await client.query('COMMIT');
      client.release();
    }
  };
  const single = await timed(async () => void (await Promise.all(Array.from({ length: POOL / 2 }, worker))));
  await pool.end();
  return [
    { what: 'raw inserts, inbox and effect, batches of 500', count: events, perSecond: events / batched },
    { what: `raw inserts, one transaction per event, ${POOL / 2} connections`, count: few, perSecond: few / single },
  ];
}

async function outboxToInbox(
  addresses: BenchAddresses,
  dataSource: DataSource,
  events: number,
): Promise<[Measured, Measured]> {
  const kafka = kafkaClient('bench', addresses.kafkaBrokers, log);
  const idle = new UnitOfWork(dataSource, 'notifications', new SystemClock(), { wake: () => undefined });
  const appendAll = async () => {
    for (let from = 0; from < events; from += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, events - from) }, (_, i) => event(from + i));
      await idle.run((tx) => tx.append(...batch));
    }
  };
  const publisher = new KafkaPublisher(kafka);
  const relaying = async (meanwhile: () => Promise<void>) => {
    const relay = new OutboxRelay({
      service: 'notifications',
      databaseUrl: addresses.databaseUrl,
      publisher,
      log,
      observer: { leader: () => undefined, published: () => undefined, outbox: () => undefined },
    });
    relay.start(() => undefined);
    await meanwhile();
    await relay.flushAndStop(5000);
  };
  await publisher.connect();
  await appendAll();
  const relaySeconds = await timed(() => relaying(() => outboxIsEmpty(dataSource)));

  let done = 0;
  const edge = new MessageEdge({
    consumer: 'applications',
    unitOfWork: idle,
    deadLetters: publisher,
    handlers: new Map([
      [
        NAME,
        async ({ key }, tx) =>
          void (await tx.sql.query('INSERT INTO effect (key, value) VALUES ($1, $2)', [key, 'pipeline'])),
      ],
    ]),
    clock: new SystemClock(),
    log,
    observer: { handled: () => done++, infrastructureDown: () => undefined },
    probe: async () => undefined,
  });
  await appendAll();
  const consumer = new KafkaConsumer(kafka, { groupId: `bench-${randomUUID()}`, log, concurrency: POOL / 2 });
  const seconds = await timed(() =>
    relaying(async () => {
      // Half of the events lie on the topic already, from the relay's measurement.
      await consumer.run([TOPIC], async (message) => {
        if (message.headers['ce_source'] !== '/bench') await edge.handle(message);
      });
      await until(`${2 * events} effects`, async () => done >= 2 * events);
    }),
  );
  await consumer.stop();
  await publisher.close();
  return [
    { what: 'outbox relay to an acknowledging broker', count: events, perSecond: events / relaySeconds },
    {
      what: 'outbox to inbox with one effect each, from backlog',
      count: 2 * events,
      perSecond: (2 * events) / seconds,
    },
  ];
}

function outboxIsEmpty(dataSource: DataSource): Promise<void> {
  return until('an empty outbox', async () => {
    const rows = await dataSource.query<{ waiting: boolean }[]>(
      'SELECT EXISTS (SELECT FROM outbox WHERE published_at IS NULL) AS waiting',
    );
    return rows[0]?.waiting === false;
  });
}

async function until(what: string, probe: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 600_000; !(await probe()); await delay(20)) {
    if (Date.now() > deadline) throw new Error(`Gave up after 600 s: ${what}`);
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
