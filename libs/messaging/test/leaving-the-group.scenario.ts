import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, stack } from '#testing';
import { kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { silent } from './workbench.js';

const PARTITIONS = 6;

describe('a member that stops while it joins its group', () => {
  const kafka = kafkaClient('leaving', stack().kafkaBrokers, silent);
  const topic = `leaving.${randomUUID()}`;
  const publisher = new KafkaPublisher(kafka);
  const admin = kafka.admin();
  const got: string[] = [];
  const member = () => new KafkaConsumer(kafka, { groupId: `${topic}.group`, log: silent, concurrency: 3 });
  const staying = member();

  beforeAll(async () => {
    await admin.connect();
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: PARTITIONS }] });
    await staying.run([topic], async ({ body }) => void got.push(String(body)));
  }, 60_000);
  afterAll(async () => {
    await staying.stop();
    await publisher.close();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
  }, 60_000);

  it.each([0, 20, 60, 150, 400, 1000, 3000])(
    'after %d ms: the group does not wait for it, its partitions are read on within 15 s',
    async (ms) => {
      const going = member();
      void going.run([topic], async ({ body }) => void got.push(String(body)));
      await delay(ms);
      await going.stop();
      const bodies = Array.from({ length: PARTITIONS }, (_, partition) => `${ms}/${partition}`);
      const headers = {};
      const messages = bodies.map((body, partition) => ({ topic, key: String(partition), headers, body, partition }));
      await publisher.publishBatch(messages);
      // A session is over after 45 s.
      await eventually('all partitions', async () => bodies.every((body) => got.includes(body)), 15_000);
      expect(new Set(got.filter((body) => body.startsWith(`${ms}/`)))).toEqual(new Set(bodies));
    },
    60_000,
  );
});
