import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OUTSIDE_SYSTEMS, SERVICES, TOPIC_ADMIN } from '#contracts';
import { eventually, type KafkaBroker, startKafkaBroker } from '#testing';
import { kafkaClient, type KafkaConnection } from '../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { ensureRights } from '../src/kafka/kafka-rights.js';
import { ensureTopics } from '../src/kafka/kafka-topics.js';
import { event, silent, Workbench } from './workbench.js';

const TOPIC = 'notifications.message.v1';

describe('a relay on brokers with TLS, sign-in and rights', () => {
  const names = ['admin', TOPIC_ADMIN, ...SERVICES, ...OUTSIDE_SYSTEMS];
  const users = Object.fromEntries(names.map((name) => [name, randomBytes(12).toString('hex')]));
  let broker: KafkaBroker;
  let bench: Workbench;
  beforeAll(async () => {
    broker = await startKafkaBroker({ users: users as { admin: string } });
    await ensureRights(as('admin'));
    await ensureTopics(as(TOPIC_ADMIN), { replicationFactor: 1 });
    bench = await Workbench.open();
  }, 180_000);
  afterAll(async () => {
    await bench.close();
    await broker.stop();
  });

  function as(username: string): KafkaConnection {
    const sasl = { mechanism: 'scram-sha-512', username, password: users[username] ?? '' } as const;
    return { brokers: broker.brokers, tls: { ca: broker.certificate ?? '' }, sasl };
  }

  async function setAside(key: string): Promise<string | null | undefined> {
    const rows = await bench.dataSource.query<{ set_aside_reason: string | null }[]>(
      'SELECT set_aside_reason FROM outbox WHERE aggregateid = $1',
      [key],
    );
    return rows[0]?.set_aside_reason;
  }

  it('publishes what its principal may write, and a reader with the right gets it in order', async () => {
    const relay = bench.relay(new KafkaPublisher(kafkaClient('notifications', as('notifications'), silent)));
    const key = randomUUID();
    for (const template of ['one', 'two', 'three'])
      await bench.unitOfWork(relay).run((tx) => tx.append(event(key, template)));
    const seen: string[] = [];
    const university = kafkaClient('university', as('university'), silent);
    const reader = new KafkaConsumer(university, { groupId: 'university', log: silent, concurrency: 1 });
    try {
      await reader.run([TOPIC], async ({ body }) => {
        const { messageId, template } = JSON.parse(body.toString('utf8')) as { messageId: string; template: string };
        if (messageId === key) seen.push(template);
      });
      await eventually('all three', async () => seen.length === 3, 40_000);
    } finally {
      await reader.stop();
      await relay.flushAndStop(5000);
    }
    expect(seen).toEqual(['one', 'two', 'three']);
  }, 120_000);

  it('an event for which the right is missing is set aside with that reason, and goes out when it is let go', async () => {
    const stranger = bench.relay(new KafkaPublisher(kafkaClient('decisions', as('decisions'), silent)));
    const key = randomUUID();
    await bench.unitOfWork(stranger).run((tx) => tx.append(event(key, 'forbidden')));
    const reason = await eventually('it is set aside', async () => (await setAside(key)) ?? undefined, 40_000);
    expect(reason).toBe('TOPIC_AUTHORIZATION_FAILED');
    await stranger.flushAndStop(5000);

    bench.relay(new KafkaPublisher(kafkaClient('notifications', as('notifications'), silent)));
    await bench.dataSource.query('UPDATE outbox SET set_aside_reason = NULL, attempts = 0 WHERE aggregateid = $1', [
      key,
    ]);
    await eventually('it is published', async () => (await bench.waiting()) === 0, 40_000);
  }, 120_000);
});
