import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, goldenSamples } from '#contracts';
import { cloudEventMessage, ensureTopics, KafkaOutsideClient } from '#messaging';
import {
  closeTesting,
  database,
  eventually,
  type KafkaBroker,
  metricOf,
  type OwnService,
  stack,
  startKafkaBroker,
  startOwnService,
  TcpProxy,
  untilHealthy,
} from '#testing';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const NAME = 'university.person-published.v1';
/** After an outage work must go on within this time (docs/runbooks/lag.md). */
const RESUMES_WITHIN_MS = 10_000;

/** A process of its own, with a broker of its own and a connection to its database that can be cut. */
describe('a service whose infrastructure goes away', () => {
  let broker: KafkaBroker;
  let outside: KafkaOutsideClient;
  let proxy: TcpProxy;
  let service: OwnService | undefined;
  beforeAll(async () => {
    broker = await startKafkaBroker({});
    await ensureTopics(broker.brokers, { replicationFactor: 1 });
    outside = new KafkaOutsideClient(broker.brokers);
    proxy = await TcpProxy.listen(Number(new URL(stack().databaseUrls.notifications).port));
  }, 120_000);
  afterEach(() => service?.stop());
  afterAll(async () => {
    await outside.close();
    await broker.stop();
    await proxy.close();
    await closeTesting();
  });

  async function start(): Promise<OwnService> {
    const databaseUrl = new URL(stack().databaseUrls.notifications);
    databaseUrl.port = String(proxy.port);
    service = await startOwnService('notifications', {
      DATABASE_URL: databaseUrl.toString(),
      KAFKA_BROKERS: broker.brokers.join(','),
    });
    await untilHealthy(service, 'ready');
    return service;
  }

  /** Publishes facts on several partitions. @returns their message ids */
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

  it('database away: it pauses, is not ready, stays alive; back, it goes on within 10 s and nothing is dead-lettered', async () => {
    const { health, metricsUrl } = await start();
    const before = await publishPersons(12);
    await eventually('the first effects', async () => (await handled(before)) === 12, 60_000);

    proxy.set('refuse');
    const during = await publishPersons(24);
    await eventually('not ready', async () => (await health('ready')) === 503);
    await eventually('paused', async () => (await metricOf(metricsUrl, 'inbox_infrastructure_down')) === 1, 60_000);
    expect([await health('live'), await health('ready'), await handled(during)]).toEqual([200, 503, 0]);

    proxy.set('pass');
    await eventually('all effects', async () => (await handled(during)) === 24, RESUMES_WITHIN_MS);
    await eventually('ready again', async () => (await health('ready')) === 200, RESUMES_WITHIN_MS);
    expect(await metricOf(metricsUrl, 'inbox_infrastructure_down')).toBe(0);
    const letters: string[] = [];
    await outside.read(deadLetterTopic('university.person.v1', 'notifications'), ({ key }) => letters.push(key ?? ''));
    expect(letters).toEqual([]);
  }, 180_000);

  it('broker away: it stays ready and alive', async () => {
    const { health, metricsUrl, output } = await start();
    await eventually(
      'the lag is known',
      async () => (await metricOf(metricsUrl, 'consumer_lag_messages')) === 0,
      60_000,
    );
    await outside.close();
    await broker.stop();
    await eventually('the loss is noticed', async () => /kafkajs|broker/.test(output()));
    await eventually(
      'the lag is unknown',
      async () => (await metricOf(metricsUrl, 'consumer_lag_messages')) === undefined,
      60_000,
    );
    expect([await health('ready'), await health('live')]).toEqual([200, 200]);
  }, 180_000);
});
