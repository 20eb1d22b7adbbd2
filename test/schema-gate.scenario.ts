import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { deadLetterTopic, type EventBodies } from '#contracts';
import { cloudEventMessage, ensureTopics, KafkaOutsideClient } from '#messaging';
import {
  accessToken,
  closeTesting,
  eventually,
  type KafkaBroker,
  metricOf,
  type OwnService,
  startKafkaBroker,
  startOwnService,
  untilHealthy,
} from '#testing';
import { AINO_TO_HANNA, submitted } from '../apps/notifications/test/published-events.js';
import { ownPostgres, type OwnPostgres } from '../scripts/launcher/own-postgres.js';

const execute = promisify(execFile);
const SUBMITTED = 'applications.application-submitted.v1';

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly reasons?: { readonly schema?: string } };
}

/** notifications as a process of its own, with a broker and a database of its own. */
describe('a service and its schema', () => {
  let broker: KafkaBroker;
  let postgres: OwnPostgres;
  let outside: KafkaOutsideClient;
  let databaseUrl: string;
  let pool: pg.Pool;
  let service: OwnService | undefined;
  beforeAll(async () => {
    [broker, postgres] = await Promise.all([startKafkaBroker({}), ownPostgres()]);
    await ensureTopics(broker.brokers, { replicationFactor: 1 });
    outside = new KafkaOutsideClient(broker.brokers);
  }, 180_000);
  beforeEach(async () => {
    databaseUrl = await postgres.newDatabase();
    pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    pool.on('error', () => undefined);
  });
  afterEach(async () => {
    await service?.stop();
    service = undefined;
    await pool.end();
  });
  afterAll(async () => {
    await outside.close();
    await broker.stop();
    await postgres.stop();
    await closeTesting();
  });

  const migrate = () =>
    execute(process.execPath, [path.resolve('dist', 'apps', 'notifications', 'src', 'migrate.js')], {
      env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
    });
  const start = async (): Promise<OwnService> => {
    const env = { DATABASE_URL: databaseUrl, KAFKA_BROKERS: broker.brokers.join(',') };
    return (service = await startOwnService('notifications', env));
  };
  const get = async (where: string, headers = {}): Promise<Answer> => {
    const answer = await fetch(`${service?.url}${where}`, { headers });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  const readDesk = async () =>
    get('/api/notifications/v1/messages', { authorization: `Bearer ${await accessToken('aino')}` });
  const count = async (from: string, params: unknown[] = []): Promise<number> =>
    (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`, params)).rows[0]?.n ?? -1;
  const messagesOf = (applicationId: string) => count(`message WHERE application_id = $1`, [applicationId]);

  async function submit(applicationId: string): Promise<string> {
    const { institutionOid } = AINO_TO_HANNA;
    const id = randomUUID();
    const envelope = { id, source: 'applications', key: applicationId, institutionOid } as const;
    const body: EventBodies[typeof SUBMITTED] = submitted(AINO_TO_HANNA, applicationId);
    await outside.publish([cloudEventMessage(SUBMITTED, envelope, body as never)]);
    return id;
  }
  async function deadLetters(): Promise<string[]> {
    const keys: string[] = [];
    await outside.read(deadLetterTopic('applications.application.v1', 'notifications'), ({ key }) =>
      keys.push(key ?? ''),
    );
    return keys;
  }

  it('begins nothing under another default isolation level, and names the command that mends it', async () => {
    await migrate();
    const name = new URL(databaseUrl).pathname.slice(1);
    await pool.query(`ALTER DATABASE "${name}" SET default_transaction_isolation TO 'repeatable read'`);
    const refusing = await start();
    await eventually('it lives', async () => (await refusing.health('live').catch(() => 0)) === 200, 120_000);
    const sentence = await eventually('the sentence', async () => (await get('/health/ready')).body.reasons?.schema);
    expect(sentence).toMatch(/the default isolation level is repeatable read/);
    const [command = ''] = /ALTER DATABASE .*? TO 'read committed'/.exec(sentence) ?? [];
    expect((await get('/health/startup')).status).toBe(503);
    expect(await metricOf(refusing.metricsUrl, 'outbox_relay_leader')).not.toBe(1);
    await refusing.stop();

    await pool.query(command);
    await untilHealthy(await start(), 'ready');
    expect(await count('pg_settings WHERE name = $1', ['default_transaction_isolation'])).toBe(1);
  });

  it('started before its migration it does nothing and says what it waits for; migrated, it goes on by itself', async () => {
    const { health, metricsUrl, output } = await start();
    await eventually('it lives', async () => (await health('live').catch(() => 0)) === 200, 120_000);
    const applicationId = randomUUID();
    const event = await submit(applicationId);
    await eventually('the metric', async () => (await metricOf(metricsUrl, 'schema_waiting')) === 1);

    for (const probe of ['startup', 'ready']) {
      const { status, body } = await get(`/health/${probe}`);
      expect([probe, status]).toEqual([probe, 503]);
      expect(body.reasons?.schema).toMatch(
        /migrations have not been run: .*CreateMessages1764000000000.*Run node dist\/apps\/notifications\/src\/migrate\.js/,
      );
    }
    const desk = await readDesk();
    expect([desk.status, desk.body.code]).toEqual([503, 'platform/unavailable']);
    // Longer than several turns of every job.
    await delay(6_000);
    expect(await health('live')).toBe(200);
    expect(output().match(/waits for its schema/g)).toHaveLength(1);
    expect(output()).not.toMatch(/42P01|job failed|outbox relay/);
    expect(await metricOf(metricsUrl, 'outbox_relay_leader')).not.toBe(1);

    await migrate();
    await untilHealthy({ ...service, health } as OwnService, 'ready');
    expect(await health('startup')).toBe(200);
    await eventually('the effect', async () => (await count('inbox WHERE message_id = $1', [event])) === 1, 60_000);
    expect(await messagesOf(applicationId)).toBeGreaterThan(0);
    expect((await readDesk()).status).toBe(200);
    expect(await metricOf(metricsUrl, 'schema_waiting')).toBe(0);
    expect([await count('dead_letter'), await count('parked_key'), await deadLetters()]).toEqual([0, 0, []]);
  }, 300_000);

  it('a single missing migration is named; a database that is newer than the code is fine', async () => {
    await migrate();
    await pool.query(`INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'OfALaterRelease1999999999999')`);
    await pool.query(`DELETE FROM migrations WHERE name = 'IndexDeadLetters1764010000000'`);
    const { health } = await start();
    await eventually('it answers', async () => (await health('ready').catch(() => 0)) === 503, 120_000);
    expect((await get('/health/startup')).body.reasons?.schema).toContain(
      'a migration has not been run: IndexDeadLetters1764010000000.',
    );
    await pool.query(
      `INSERT INTO migrations (timestamp, name) VALUES (1764010000000, 'IndexDeadLetters1764010000000')`,
    );
    await eventually('ready', async () => (await health('ready')) === 200, 60_000);
  }, 240_000);

  it.each([
    ['table', 'ALTER TABLE message RENAME TO away', 'ALTER TABLE away RENAME TO message'],
    [
      'column',
      'ALTER TABLE message RENAME COLUMN parameters TO away',
      'ALTER TABLE message RENAME COLUMN away TO parameters',
    ],
  ])(
    'a %s that goes away while it runs: it waits and is not ready, nothing is dead-lettered or parked; back, it goes on',
    async (_, away, back) => {
      await migrate();
      const { health, metricsUrl } = await start();
      await untilHealthy(service as OwnService, 'ready', 120_000);
      const [before, during] = [randomUUID(), randomUUID()];
      await submit(before);
      await eventually('the first effect', async () => (await messagesOf(before)) > 0, 60_000);
      const usual = await messagesOf(before);

      await pool.query(away);
      const event = await submit(during);
      await eventually('not ready', async () => (await health('ready')) === 503, 30_000);
      expect((await get('/health/ready')).body.reasons?.schema).toMatch(/the database lacks what a statement names/);
      const desk = await readDesk();
      expect([desk.status, desk.body.code]).toEqual([503, 'platform/unavailable']);
      // Longer than the three tries of a bug, which end with a dead letter.
      await delay(8_000);
      expect([await count('dead_letter'), await count('parked_key'), await deadLetters()]).toEqual([0, 0, []]);
      expect([await count('inbox WHERE message_id = $1', [event]), await health('ready')]).toEqual([0, 503]);
      expect([await health('live'), await metricOf(metricsUrl, 'schema_waiting')]).toEqual([200, 1]);

      await pool.query(back);
      await eventually('ready again', async () => (await health('ready')) === 200, 30_000);
      await eventually('the effect', async () => (await messagesOf(during)) === usual, 30_000);
      expect([await count('dead_letter'), await count('parked_key'), await deadLetters()]).toEqual([0, 0, []]);
      expect(await count('inbox WHERE message_id = $1', [event])).toBe(1);
    },
    300_000,
  );
});
