import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { goldenSamples } from '#contracts';
import { cloudEventMessage, ensureTopics, KafkaOutsideClient } from '#messaging';
import {
  accessToken,
  closeTesting,
  database,
  eventually,
  type KafkaBroker,
  metricOf,
  type OwnService,
  startKafkaBroker,
  startOwnService,
  untilHealthy,
} from '#testing';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const NAME = 'university.person-published.v1';
const TOPIC = 'university.person.v1';
const REASON = 'sent by a broken program, its sender knows';

interface Stretch {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: string;
  readonly decidedBy: string | null;
  readonly decidedReason: string | null;
}

/** A process of its own with a broker of its own, so that it holds up nobody else's partitions. */
describe('records that cannot be read', () => {
  let broker: KafkaBroker;
  let outside: KafkaOutsideClient;
  const services: OwnService[] = [];
  beforeAll(async () => {
    broker = await startKafkaBroker({});
    await ensureTopics(broker.brokers, { replicationFactor: 1 });
    outside = new KafkaOutsideClient(broker.brokers);
  }, 120_000);
  afterEach(() => Promise.all(services.splice(0).map((service) => service.stop())));
  afterAll(async () => {
    await outside.close();
    await broker.stop();
    await closeTesting();
  });

  async function start(): Promise<OwnService> {
    const service = await startOwnService('notifications', { KAFKA_BROKERS: broker.brokers.join(',') });
    services.push(service);
    return service;
  }

  async function publishPersons(count: number): Promise<string[]> {
    const [sample] = goldenSamples(NAME).values();
    const ids = Array.from({ length: count }, (): string => randomUUID());
    const messages = ids.map((id) => {
      const envelope = { id, source: 'university', key: id, institutionOid: UNIVERSITY } as const;
      return cloudEventMessage(NAME, envelope, { ...sample, personId: id } as never);
    });
    await outside.publish(messages);
    return ids;
  }

  async function handled(ids: readonly string[]): Promise<number> {
    const { rowCount } = await database('notifications').query('SELECT FROM inbox WHERE message_id = ANY ($1)', [ids]);
    return rowCount ?? 0;
  }

  /** A batch that the broker takes and nobody may expand: a record of 40 MB of zeros in a few kB. */
  async function publishTooLarge(partition: number): Promise<string> {
    const record = { partition, key: randomUUID(), value: Buffer.alloc(40 * 1024 * 1024) };
    return (await outside.publishRaw(TOPIC, record, 'ZSTD')).offset;
  }

  async function command(service: OwnService, ...args: string[]): Promise<{ code: number | null; output: string }> {
    const env = { ...process.env, HYVAKSILUKU_URL: service.url, HYVAKSILUKU_TOKEN: await accessToken('otso') };
    const child = spawn(
      process.execPath,
      [path.resolve('dist/apps/operator/src/main.js'), 'stuck-partitions', ...args],
      { env },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += String(part)));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, output };
  }

  it('hold up their partition only, are reported with place and cause, and are stepped over on record', async () => {
    const service = await start();
    await untilHealthy(service, 'ready');
    const offset = await publishTooLarge(3);
    await eventually('not ready', async () => (await service.health('ready')) === 503, 60_000);
    expect(await service.health('live')).toBe(200);
    expect(await metricOf(service.metricsUrl, 'stuck_partition_offset')).toBe(Number(offset));
    expect(service.output()).toContain('records cannot be read; their partition is held up');

    // Everybody has about a twelfth on the partition that is held up; all others are handled meanwhile.
    const persons = await publishPersons(120);
    const before = await eventually(
      'the other partitions go on',
      async () => {
        const count = await handled(persons);
        return count > 80 && count;
      },
      60_000,
    );
    expect(before).toBeLessThan(120);

    // A process that starts now starts, though the condition is not met: killing it would mend nothing.
    const second = await start();
    await eventually('started', async () => (await second.health('startup').catch(() => 0)) === 200, 60_000);

    const listed = await command(second, 'list', '--service', 'notifications', '--json');
    const { items } = JSON.parse(listed.output) as { items: Stretch[] };
    expect(items).toMatchObject([{ topic: TOPIC, partition: 3, from: offset, to: offset, state: 'held' }]);
    expect(items[0]?.reason).toMatch(/would become more than 32 MiB/);
    const id = `notifications-${items[0]?.id}`;

    expect(await command(second, 'step-over', id)).toMatchObject({ code: 2 });
    expect(await command(second, 'step-over', id, '--reason', REASON)).toMatchObject({ code: 2 });
    expect(await command(second, 'step-over', id, '--reason', REASON, '--yes')).toMatchObject({ code: 0 });
    await eventually('all are handled', async () => (await handled(persons)) === 120, 30_000);
    for (const one of [service, second]) {
      await eventually('ready again', async () => (await one.health('ready')) === 200, 30_000);
      expect(await metricOf(one.metricsUrl, 'stuck_partition_offset')).toBeUndefined();
    }
    const after = await command(service, 'list', '--all', '--service', 'notifications', '--json');
    const [stretch] = (JSON.parse(after.output) as { items: Stretch[] }).items;
    expect(stretch).toMatchObject({ state: 'stepped-over', decidedReason: REASON });
    const { rows } = await database('notifications').query<{ actor_id: string; details: object }>(
      `SELECT actor_id, details FROM audit_event WHERE action = 'step-over-stuck-partition' AND target_id = $1`,
      [stretch?.id],
    );
    expect(rows).toEqual([
      { actor_id: stretch?.decidedBy, details: { topic: TOPIC, partition: 3, from: offset, to: offset } },
    ]);
  }, 240_000);

  it('are the business of operators only', async () => {
    const service = await start();
    await untilHealthy(service, 'ready');
    for (const [login, status] of [
      ['aino', 403],
      ['otso', 200],
    ] as const) {
      const headers = { authorization: `Bearer ${await accessToken(login)}` };
      const answer = await fetch(`${service.url}/api/notifications/v1/stuck-partitions`, { headers });
      expect([login, answer.status]).toEqual([login, status]);
    }
  }, 120_000);
});
