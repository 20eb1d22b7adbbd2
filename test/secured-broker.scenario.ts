import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goldenSamples, OUTSIDE_SYSTEMS, SERVICES, TOPIC_ADMIN } from '#contracts';
import { cloudEventMessage, ensureRights, ensureTopics, type KafkaConnection, KafkaOutsideClient } from '#messaging';
import {
  closeTesting,
  database,
  eventually,
  type KafkaBroker,
  metricOf,
  startKafkaBroker,
  startOwnService,
  untilHealthy,
} from '#testing';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const NAME = 'university.person-published.v1';

describe('a service on brokers with TLS, sign-in and rights', () => {
  const names = ['admin', TOPIC_ADMIN, ...SERVICES, ...OUTSIDE_SYSTEMS];
  const users = Object.fromEntries(names.map((name) => [name, randomBytes(12).toString('hex')]));
  let broker: KafkaBroker;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'secured-broker-'));
    broker = await startKafkaBroker({ users: users as { admin: string } });
    await writeFile(path.join(folder, 'password'), `${users['notifications']}\n`);
    await writeFile(path.join(folder, 'ca.crt'), broker.certificate ?? '');
    await ensureRights(as('admin'));
    await ensureTopics(as(TOPIC_ADMIN), { replicationFactor: 1 });
  }, 180_000);
  afterAll(async () => {
    await broker.stop();
    await rm(folder, { recursive: true });
    await closeTesting();
  });

  function as(username: string): KafkaConnection {
    const sasl = { mechanism: 'scram-sha-512', username, password: users[username] ?? '' } as const;
    return { brokers: broker.brokers, tls: { ca: broker.certificate ?? '' }, sasl };
  }

  /** The settings as the manifests in k8s/ give them: secrets as files. */
  const settings = () => ({
    KAFKA_BROKERS: broker.brokers.join(','),
    KAFKA_TLS: 'true',
    KAFKA_TLS_CA_FILE: path.join(folder, 'ca.crt'),
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'notifications',
    KAFKA_SASL_PASSWORD_FILE: path.join(folder, 'password'),
  });

  it('signs in with the secrets it is given and handles what the university publishes', async () => {
    const service = await startOwnService('notifications', settings());
    const university = new KafkaOutsideClient(as('university'));
    try {
      await untilHealthy(service, 'ready');
      const [id, personId] = [randomUUID(), randomUUID()];
      const [sample] = goldenSamples(NAME).values();
      const envelope = { id, source: 'university', key: personId, institutionOid: UNIVERSITY } as const;
      await university.publish([cloudEventMessage(NAME, envelope, { ...sample, personId } as never)]);
      await eventually(
        'the effect',
        async () => {
          const { rowCount } = await database('notifications').query('SELECT FROM inbox WHERE message_id = $1', [id]);
          return rowCount === 1;
        },
        60_000,
      );
      await eventually(
        'the lag',
        async () => (await metricOf(service.metricsUrl, 'consumer_lag_messages')) === 0,
        40_000,
      );
      expect(await metricOf(service.metricsUrl, 'topic_settings_differ')).toBeUndefined();
    } finally {
      await university.close();
      await service.stop();
    }
  }, 180_000);

  it('does not start with half of the settings, and says which are missing', async () => {
    const { KAFKA_SASL_PASSWORD_FILE: _, KAFKA_TLS: __, ...half } = settings();
    const service = await startOwnService('notifications', half);
    expect(await service.ended()).toBe(1);
    expect(service.output()).toContain('KAFKA_SASL_PASSWORD is missing: KAFKA_SASL_MECHANISM needs it.');
    expect(service.output()).toContain('KAFKA_TLS_CA is given, but KAFKA_TLS is not true.');
    expect(service.output()).not.toContain('    at ');
  }, 60_000);
});
