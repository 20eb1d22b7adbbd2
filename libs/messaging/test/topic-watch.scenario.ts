import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, stack } from '#testing';
import { CheckedPublisher } from '../src/kafka/checked-publisher.js';
import { kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import type { StandingPartition } from '../src/kafka/partition-progress.js';
import type { TopicDifference } from '../src/kafka/topic-differences.js';
import { TopicWatch } from '../src/kafka/topic-watch.js';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const kafka = kafkaClient('topic-watch', stack().kafkaBrokers, log);
const admin = kafka.admin();

describe('topics compared with their declarations', () => {
  let name: string;
  const parts: { stop(): Promise<void> }[] = [];
  beforeAll(() => admin.connect());
  afterEach(async () => {
    await Promise.all(parts.splice(0).map((part) => part.stop()));
  });
  afterAll(() => admin.disconnect());

  async function create(numPartitions: number, config: Record<string, string> = {}): Promise<void> {
    const configEntries = Object.entries({ 'cleanup.policy': 'delete', 'retention.ms': '86400000', ...config });
    const topic = {
      topic: name,
      numPartitions,
      configEntries: configEntries.map(([key, value]) => ({ name: key, value })),
    };
    await admin.createTopics({ waitForLeaders: true, topics: [topic] });
  }

  /** A watch over one topic that is declared with 3 partitions, one copy of each, deletion after a day. */
  function watching(client = kafka, replicationFactor = 1, measureMs?: number) {
    const said: string[] = [];
    const seen: {
      differences?: readonly TopicDifference[];
      lag?: ReadonlyMap<string, number> | undefined;
      standing?: readonly StandingPartition[];
    } = {};
    const watch = new TopicWatch(client, {
      topics: [{ name, partitions: 3, config: { 'cleanup.policy': 'delete', 'retention.ms': '86400000' } }],
      consumed: [name],
      groupId: `${name}.group`,
      replicationFactor,
      log: { warn: (line) => said.push(`warn ${textOf(line)}`), error: (line) => said.push(`error ${textOf(line)}`) },
      observer: {
        differences: (found) => (seen.differences = found),
        lag: (lag) => (seen.lag = lag),
        standing: (partitions) => (seen.standing = partitions),
      },
      ...(measureMs !== undefined && { measureMs, standsStillAfterS: 1 }),
    });
    watch.start();
    const publisher = new CheckedPublisher(new KafkaPublisher(client), watch);
    parts.push(watch, { stop: () => publisher.close() });
    const publish = (key: string) => publisher.publishBatch([{ topic: name, key, headers: {}, body: '{}' }]);
    return { watch, said, seen, publish };
  }

  async function records(): Promise<number> {
    return (await admin.fetchTopicOffsets(name)).reduce((sum, { high }) => sum + Number(high), 0);
  }

  it('a topic as declared is used, and nothing is said', async () => {
    name = `watch.${randomUUID()}`;
    await create(3);
    const { watch, said, seen, publish } = watching();
    await eventually('the topic is readable', async () => watch.readable([name]).length === 1);
    await publish('a');
    expect([said, seen.differences, watch.unusable]).toEqual([[], [], []]);
  });

  it('another clean-up, retention, number of copies or of copies in time is reported, and the topic is used', async () => {
    name = `watch.${randomUUID()}`;
    await create(3, { 'cleanup.policy': 'compact', 'retention.ms': '1000' });
    const { watch, said, seen, publish } = watching(kafka, 3);
    await eventually('the topic is readable', async () => watch.readable([name]).length === 1);
    await publish('a');
    expect(said).toEqual([
      `warn Topic ${name} has partitions with another number of copies (1) than declared (3, KAFKA_REPLICATION_FACTOR).`,
      `warn Topic ${name}: cleanup.policy is compact, declared is delete.`,
      `warn Topic ${name}: retention.ms is 1000, declared is 86400000.`,
      `warn Topic ${name}: min.insync.replicas is 1, declared is 2.`,
    ]);
    expect(seen.differences?.map(({ setting }) => setting)).toEqual([
      'replication',
      'cleanup.policy',
      'retention.ms',
      'min.insync.replicas',
    ]);
  });

  it('a topic with another number of partitions is neither read nor written until the number is right', async () => {
    name = `watch.${randomUUID()}`;
    await create(2);
    const { watch, said, publish } = watching();
    const got: string[] = [];
    const consumer = new KafkaConsumer(kafka, { groupId: `${name}.group`, log, concurrency: 1, readable: watch });
    parts.push(consumer);
    const joined = consumer.run([name], async ({ key }) => void got.push(key ?? ''));
    const sentence = `Topic ${name} has 2 partitions, declared are 3: keys would lose their order, so it is neither read nor written until the numbers agree.`;
    await expect(publish('too early')).rejects.toThrow(sentence);
    expect([said, watch.unusable, await records()]).toEqual([[`error ${sentence}`], [sentence], 0]);
    await admin.createPartitions({ topicPartitions: [{ topic: name, count: 3 }] });
    await eventually('the right number is seen', async () => publish('right').then(() => true));
    await joined;
    await eventually('the consumer reads', async () => got.includes('right'));
    expect(got).not.toContain('too early');
    expect(watch.unusable).toEqual([]);
  });

  it('a missing topic is reported with what to do; its reader waits for it', async () => {
    name = `watch.${randomUUID()}`;
    const { watch, said } = watching();
    await eventually('the sentence', async () => said.length > 0);
    expect(said).toEqual([
      expect.stringMatching(`^error Topic ${name} is missing.*operator/src/main.js topics create`),
    ]);
    expect(watch.readable([name])).toEqual([]);
    await create(3);
    await eventually('the topic is readable', async () => watch.readable([name]).length === 1);
  });

  it('a broker that is away holds up nothing: the watch goes on asking and stops on request', async () => {
    name = `watch.${randomUUID()}`;
    const { watch, seen, said } = watching(kafkaClient('nowhere', ['127.0.0.1:9'], log));
    await eventually('the lag is unknown', async () => 'lag' in seen && seen.lag === undefined);
    expect([said, watch.unusable]).toEqual([[], []]);
    await expect(watch.requireWritable([{ topic: name }])).rejects.toThrow('The broker has not told yet');
  });

  it('the lag of a group is what it has not committed, also on partitions that nobody reads', async () => {
    name = `watch.${randomUUID()}`;
    await create(3);
    const first = watching();
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => first.publish(key)));
    const second = watching();
    await eventually('the whole topic lies before a new group', async () => second.seen.lag?.get(name) === 8);
    let handled = 0;
    const consumer = new KafkaConsumer(kafka, { groupId: `${name}.group`, log, concurrency: 1 });
    await consumer.run([name], async () => void handled++);
    await eventually('all are handled', async () => handled === 8);
    await consumer.stop();
    const third = watching();
    await eventually('nothing is left', async () => third.seen.lag?.get(name) === 0);
  });

  it('a transaction that does not end is reported with its place; when it ends, the rest goes on', async () => {
    name = `watch.${randomUUID()}`;
    await create(3);
    const { watch, said, seen } = watching(kafka, 1, 300);
    const got: string[] = [];
    const consumer = new KafkaConsumer(kafka, { groupId: `${name}.group`, log, concurrency: 3 });
    parts.push(consumer);
    await consumer.run([name], async ({ key, partition }) => void got.push(`${partition} ${key}`));
    const settings = { transactionalId: randomUUID(), idempotent: true, maxInFlightRequests: 1 };
    const [hanging, plain] = [kafka.producer(settings), kafka.producer()];
    parts.push({ stop: () => hanging.disconnect() }, { stop: () => plain.disconnect() });
    await Promise.all([hanging.connect(), plain.connect()]);
    const transaction = await hanging.transaction();
    await transaction.send({ topic: name, messages: [{ key: 'aborted', value: '{}', partition: 1 }] });
    const messages = [0, 1, 2].map((partition) => ({ key: 'plain', value: '{}', partition }));
    await plain.send({ topic: name, messages });
    await eventually('it is reported', async () => watch.standingStill.length > 0, 30_000);
    expect(watch.standingStill).toMatchObject([{ topic: name, partition: 1 }]);
    expect(said).toContain('error a partition has records to handle and stands still');
    expect(got.toSorted()).toEqual(['0 plain', '2 plain']);
    await transaction.abort();
    await eventually('the rest goes on', async () => got.includes('1 plain'), 30_000);
    await eventually('nothing stands still', async () => seen.standing?.length === 0, 30_000);
    expect(got).toHaveLength(3);
  }, 90_000);
});

function textOf(line: object): string {
  return (line as { msg: string }).msg;
}
