import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { deadLetterTopic } from '#contracts';
import { SystemClock } from '#platform';
import { cloudEventMessage } from '../src/cloud-events.js';
import type { NewEvent } from '../src/events.js';
import { type KafkaClient, kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { ensureTopics } from '../src/kafka/kafka-topics.js';
import type { BrokerMessage } from '../src/ports.js';
import { UnitOfWork } from '../src/unit-of-work.js';
import { schemaOptions } from './schema-options.js';

export interface BenchAddresses {
  readonly kafkaBrokers: readonly string[];
  /** A database in which the benchmark may make schemas of its own. */
  readonly databaseUrl: string;
}

export const NAME = 'notifications.message-delivered.v1';
export const TOPIC = 'notifications.message.v1';
export const PRODUCER = 'notifications';
export const CONSUMER = 'applications';
export const INSTITUTION = '1.2.246.562.10.10000000001';
/** Connections of one process, as a service has them by default; half of them handle messages. */
export const POOL = 10;
export const CONCURRENCY = POOL / 2;
/** Events, rows or messages in one go, the same for us and for everything we are compared with. */
export const BATCH = 500;
export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const KEYS = 1000;

/** The effect of an event: one row with its key and value. `n` grows in the order in which rows of a key were written. */
const EFFECT_TABLE = `CREATE TABLE effect (
  n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL, value integer NOT NULL)`;

export const INSERT_EFFECT = 'INSERT INTO effect (key, value) VALUES ($1, $2)';
/** The rows get their numbers in the order of the lists. */
export const INSERT_EFFECTS = 'INSERT INTO effect (key, value) SELECT * FROM unnest($1::text[], $2::int[])';

/** What became of events 0 … expected - 1. */
export interface EffectCount {
  /** Events without any effect. */
  readonly lost: number;
  /** Effects beyond the first of their event. */
  readonly doubled: number;
  /** Events whose first effect came after that of a later event of their key. */
  readonly disordered: number;
}

/** A schema of its own with outbox, inbox and a table for effects, and the broker beside it. */
export class Ground {
  readonly kafka: KafkaClient;
  readonly unitOfWork: UnitOfWork;

  private constructor(
    readonly kafkaBrokers: readonly string[],
    readonly databaseUrl: string,
    readonly schema: string,
    readonly dataSource: DataSource,
  ) {
    this.kafka = kafkaClient('bench', kafkaBrokers, silent);
    // Wakes no relay: the rows wait until a measurement begins.
    this.unitOfWork = new UnitOfWork(dataSource, PRODUCER, new SystemClock(), { wake: () => undefined });
  }

  static async open({ kafkaBrokers, databaseUrl }: BenchAddresses): Promise<Ground> {
    await ensureTopics(kafkaBrokers, { replicationFactor: 1 });
    const schema = `bench_${randomUUID().replaceAll('-', '')}`;
    const url = new URL(databaseUrl);
    url.searchParams.set('options', `-c search_path=${schema}`);
    const dataSource = await new DataSource(schemaOptions(url.toString(), POOL)).initialize();
    await dataSource.query(`CREATE SCHEMA ${schema}`);
    await dataSource.runMigrations({ transaction: 'each' });
    await dataSource.query(EFFECT_TABLE);
    const ground = new Ground(kafkaBrokers, url.toString(), schema, dataSource);
    await ground.ensureDeadLetters();
    return ground;
  }

  async close(): Promise<void> {
    await this.dataSource.query(`DROP SCHEMA ${this.schema} CASCADE`);
    await this.dataSource.destroy();
  }

  /** Commits events `0 … count - 1` to the outbox, many in one transaction. */
  async append(count: number): Promise<void> {
    for (const numbers of batches(count)) {
      await this.unitOfWork.run((tx) => tx.append(...numbers.map((n) => event(n))));
    }
  }

  /** Puts events `0 … count - 1` on the topic, past the outbox. */
  async publish(count: number): Promise<void> {
    const publisher = new KafkaPublisher(this.kafka);
    for (const numbers of batches(count)) await publisher.publishBatch(numbers.map((n) => message(n)));
    await publisher.close();
  }

  /** Lets a consumer group begin with what is published from now on; without a name it is a new one. */
  async groupAtEnd(groupId = `bench-${randomUUID()}`): Promise<string> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends = await admin.fetchTopicOffsets(TOPIC);
      const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
      await admin.setOffsets({ groupId, topic: TOPIC, partitions });
    } finally {
      await admin.disconnect();
    }
    return groupId;
  }

  async emptyTables(): Promise<void> {
    await this.dataSource.query('TRUNCATE outbox, inbox, parked_key, effect RESTART IDENTITY');
  }

  /** Rows of the outbox that are not marked as published. */
  async waiting(): Promise<number> {
    const rows = await this.dataSource.query<{ n: string }[]>(
      'SELECT count(*) AS n FROM outbox WHERE published_at IS NULL',
    );
    return Number(rows[0]?.n);
  }

  /** Number of the newest effect that can be seen: how far a consumer has come, without counting. */
  async newestEffect(): Promise<number> {
    const rows = await this.dataSource.query<{ n: string | null }[]>('SELECT max(n) AS n FROM effect');
    return Number(rows[0]?.n ?? 0);
  }

  async countEffects(expected: number): Promise<EffectCount> {
    const rows = await this.dataSource.query<Record<'rows' | 'events' | 'disordered', string>[]>(
      `SELECT sum(times) AS rows, count(*) AS events, count(*) FILTER (WHERE value < highest) AS disordered
         FROM (SELECT value, times, max(value) OVER (PARTITION BY key ORDER BY n ROWS UNBOUNDED PRECEDING) AS highest
                 FROM (SELECT key, value, min(n) AS n, count(*) AS times
                         FROM effect WHERE value >= 0 AND value < $1 GROUP BY key, value) AS first) AS e`,
      [expected],
    );
    const { rows: all = 0, events = 0, disordered = 0 } = rows[0] ?? {};
    return {
      lost: expected - Number(events),
      doubled: Number(all) - Number(events),
      disordered: Number(disordered),
    };
  }

  /** @throws Error when one of events `0 … expected - 1` has no effect, more than one, or one out of its key's order */
  async requireEffectsOnceInOrder(what: string, expected: number): Promise<string> {
    const { lost, doubled, disordered } = await this.countEffects(expected);
    if (lost + doubled + disordered > 0) {
      throw new Error(`${what}: of ${expected} events ${lost} lost, ${doubled} doubled, ${disordered} out of order`);
    }
    return `${what}: each event has its effect exactly once, in the order of its key.`;
  }

  /** The topic of the benchmark has no consumer among the services, so nobody has declared this one. */
  private async ensureDeadLetters(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: deadLetterTopic(TOPIC, CONSUMER), numPartitions: 12 }] });
    await admin.disconnect();
  }
}

export function keyOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n % KEYS).padStart(12, '0')}`;
}

/** Event number n: its number stands where every consumer can read it. */
export function event(n: number, key = keyOf(n)): NewEvent<typeof NAME> {
  const body = { institutionOid: INSTITUTION, messageId: key, applicationId: null, template: `${n}`, channel: 'DESK' };
  return { name: NAME, key, institutionOid: INSTITUTION, body: { ...body, channel: 'DESK' } };
}

/** Event number n as the relay would send it. */
export function message(n: number, key = keyOf(n)): BrokerMessage {
  const time = new Date().toISOString();
  const envelope = { id: uuidV7(), source: PRODUCER, key, institutionOid: INSTITUTION, time } as const;
  return cloudEventMessage(NAME, envelope, event(n, key).body);
}

/** The numbers 0 … count - 1 in portions of BATCH. */
export function batches(count: number): number[][] {
  return Array.from({ length: Math.ceil(count / BATCH) }, (_, batch) =>
    Array.from({ length: Math.min(BATCH, count - batch * BATCH) }, (_, i) => batch * BATCH + i),
  );
}
