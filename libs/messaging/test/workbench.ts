import pg from 'pg';
import type { DataSource } from 'typeorm';
import { type Clock, SystemClock } from '#platform';
import { stack } from '#testing';
import { kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import type { NewEvent } from '../src/events.js';
import type { EventPublisher } from '../src/ports.js';
import { LeaderSession } from '../src/relay/leader-session.js';
import { OutboxRelay, type RelayObserver, type RelayOptions } from '../src/relay/outbox-relay.js';
import { UnitOfWork } from '../src/unit-of-work.js';
import { type OwnSchema, openOwnSchema } from './own-schema.js';

export const INSTITUTION = '1.2.246.562.10.10000000001';
export const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const noObserver: RelayObserver = { leader: () => undefined, published: () => undefined, outbox: () => undefined };

/** The messaging tables in a schema of their own on the real PostgreSQL, and the real Kafka: nothing of a service. */
export class Workbench {
  private readonly relays: { relay: OutboxRelay; publisher: EventPublisher }[] = [];

  private constructor(private readonly schema: OwnSchema) {}

  static async open(poolSize = 12): Promise<Workbench> {
    const further = [
      'CREATE TABLE effect (n serial, key text, value text, version integer)',
      'CREATE TABLE parent (key text PRIMARY KEY, version integer NOT NULL)',
    ];
    return new Workbench(await openOwnSchema(stack().databaseUrls.applications, { poolSize, further }));
  }

  get dataSource(): DataSource {
    return this.schema.dataSource;
  }

  get databaseUrl(): string {
    return this.schema.databaseUrl;
  }

  relay(publisher: EventPublisher = kafkaPublisher(), databaseUrl = this.databaseUrl): OutboxRelay {
    const relay = new OutboxRelay({
      lead: leadIn(databaseUrl),
      publisher,
      log: silent,
      observer: noObserver,
      pollMs: 200,
    });
    relay.start(() => void this.dataSource.query('NOTIFY outbox').catch(() => undefined));
    this.relays.push({ relay, publisher });
    return relay;
  }

  unitOfWork(relay: { wake(): void } = { wake: () => undefined }, clock: Clock = new SystemClock()): UnitOfWork {
    return new UnitOfWork(this.dataSource, 'applications', clock, relay);
  }

  async waiting(): Promise<number> {
    const rows = await this.dataSource.query<{ n: string }[]>(
      'SELECT count(*) AS n FROM outbox WHERE published_at IS NULL',
    );
    return Number(rows[0]?.n);
  }

  async close(): Promise<void> {
    for (const { relay, publisher } of this.relays) {
      await relay.flushAndStop(5000);
      await publisher.close();
    }
    await this.schema.close();
  }
}

export function kafkaPublisher(): KafkaPublisher {
  return new KafkaPublisher(kafkaClient('workbench', stack().kafkaBrokers, silent));
}

/** The lead over the outbox in a database, as a service has it. */
export function leadIn(databaseUrl: string): RelayOptions['lead'] {
  return (events) => LeaderSession.open({ databaseUrl, applicationName: 'applications-relay', ...events });
}

/** An event that no service reacts to; `messageId` is its key, `template` carries what a test wants to recognise. */
export function event(key: string, template: string): NewEvent<'notifications.message-delivered.v1'> {
  return {
    name: 'notifications.message-delivered.v1',
    key,
    institutionOid: INSTITUTION,
    body: { institutionOid: INSTITUTION, messageId: key, applicationId: null, template, channel: 'DESK' },
  };
}

/** A connection outside all pools, for playing a slow transaction. */
export async function ownConnection(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
