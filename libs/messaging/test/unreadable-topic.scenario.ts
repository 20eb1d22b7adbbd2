import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import kafkajs, { type Admin } from 'kafkajs';
import { eventually, type KafkaBroker, startKafkaBroker } from '#testing';
import { kafkaClient, type KafkaConnection } from '../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { createTopicsUntilThere } from '../src/kafka/kafka-topics.js';
import { TopicWatch } from '../src/kafka/topic-watch.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const READER = 'reader';
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
/** The other topic goes on within this time, ms, regardless of the one. */
const GOES_ON_WITHIN_MS = 10_000;

/** A group that reads two topics as a principal with rights, on a broker that allows nothing by default. */
describe('a topic that cannot be read holds up only itself', () => {
  const users = { admin: randomBytes(12).toString('hex'), [READER]: randomBytes(12).toString('hex') };
  let broker: KafkaBroker;
  let admin: Admin;
  let publisher: KafkaPublisher;
  let [one, other, group] = ['', '', ''];
  const parts: { stop(): Promise<void> }[] = [];
  const sent = new Map<string, number>();
  const got: { topic: string; key: string; n: number; offset: string }[] = [];
  let recreated: string[] = [];
  let turn: Promise<void> = Promise.resolve();
  const measured = new Map<TopicWatch, number>();

  beforeAll(async () => {
    broker = await startKafkaBroker({ users });
    const client = kafkaClient('admin', as('admin'), log);
    admin = client.admin();
    publisher = new KafkaPublisher(client);
    await admin.connect();
  }, 180_000);
  afterEach(async () => {
    await Promise.all(parts.splice(0).map((part) => part.stop()));
  }, 60_000);
  afterAll(async () => {
    await publisher.close();
    await admin.disconnect();
    await broker.stop();
  });

  function as(username: 'admin' | typeof READER): KafkaConnection {
    return {
      brokers: broker.brokers,
      tls: { ca: broker.certificate ?? '' },
      sasl: { mechanism: 'scram-sha-512', username, password: users[username] },
    };
  }

  async function begin(...existing: ('one' | 'other')[]): Promise<void> {
    [one, other, group] = ['one', 'other', 'group'].map((name) => `${name}.${randomUUID()}`) as [
      string,
      string,
      string,
    ];
    sent.clear();
    got.length = 0;
    recreated = [];
    await allow(AclResourceTypes.GROUP, group, AclOperationTypes.READ);
    for (const topic of [one, other]) await allow(AclResourceTypes.TOPIC, topic, AclOperationTypes.READ);
    for (const which of existing) await create(which === 'one' ? one : other);
  }

  async function create(topic: string): Promise<void> {
    await createTopicsUntilThere(admin, [{ name: topic, partitions: 3, config: {} }], { replicationFactor: 1 });
  }

  const right = (resourceType: number, resourceName: string, operation: number) => ({
    principal: `User:${READER}`,
    host: '*',
    resourceType,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    operation,
    permissionType: AclPermissionTypes.ALLOW,
  });
  async function allow(resourceType: number, name: string, operation: number): Promise<void> {
    await admin.createAcls({ acl: [right(resourceType, name, operation)] });
  }
  async function takeAway(topic: string): Promise<void> {
    await admin.deleteAcls({ filters: [right(AclResourceTypes.TOPIC, topic, AclOperationTypes.READ)] });
  }

  /** One replica: a consumer with its watch. */
  function replica(): TopicWatch {
    const client = kafkaClient('replica', as(READER), log);
    const watch: TopicWatch = new TopicWatch(client, {
      topics: [one, other].map((name) => ({ name, partitions: 3, config: {} })),
      consumed: [one, other],
      groupId: group,
      replicationFactor: 1,
      log,
      observer: {
        differences: () => undefined,
        lag: (lag) => void (lag && measured.set(watch, (measured.get(watch) ?? 0) + 1)),
        standing: () => undefined,
        recreated: (topic) => recreated.push(topic),
      },
      measureMs: 1000,
    });
    watch.start();
    const settings = { groupId: group, log, concurrency: 3, sessionTimeoutMs: 6000, readable: watch };
    const consumer = new KafkaConsumer(client, settings);
    void consumer.run([one, other], async ({ topic, key = '', body, offset }) => {
      got.push({ topic, key, n: Number(body), offset });
    });
    parts.push({
      stop: async () => {
        await consumer.stop();
        await watch.stop();
      },
    });
    return watch;
  }

  /** The next record of each key; again, while the broker does not know a new topic yet. One call after the other. */
  function publish(topic: string): Promise<void> {
    const published = turn.then(async () => {
      const next = (key: string) => sent.get(`${topic} ${key}`) ?? 0;
      const messages = KEYS.map((key) => ({ topic, key, headers: {}, body: String(next(key)) }));
      await eventually('it is published', () => publisher.publishBatch(messages).then(() => true));
      for (const key of KEYS) sent.set(`${topic} ${key}`, next(key) + 1);
    });
    turn = published.catch(() => undefined);
    return published;
  }

  /** Publishes all the time, until it is stopped. */
  function flow(...topics: string[]): { stop(): Promise<void> } {
    let flowing = true;
    const loop = (async () => {
      while (flowing) {
        for (const topic of topics) await publish(topic);
        await delay(100);
      }
    })();
    return {
      stop: async () => {
        flowing = false;
        await loop;
      },
    };
  }

  /** What was handled of a key, each record where it came first. */
  function handled(topic: string, key: string): number[] {
    return [...new Set(got.filter((record) => record.topic === topic && record.key === key).map(({ n }) => n))];
  }

  /** Everything that was sent to a topic has been handled, in the order of each key. */
  async function untilAllHandled(topic: string, withinMs: number): Promise<void> {
    const count = (key: string) => sent.get(`${topic} ${key}`) ?? 0;
    await eventually(
      `all of ${topic} is handled`,
      async () => KEYS.every((key) => count(key) > 0 && handled(topic, key).length === count(key)),
      withinMs,
    );
    for (const key of KEYS) {
      expect(handled(topic, key)).toEqual(Array.from({ length: count(key) }, (_, n) => n));
    }
  }

  /** What is sent from now on is handled soon. */
  async function goesOn(topic: string): Promise<void> {
    await publish(topic);
    const [key = ''] = KEYS;
    const last = (sent.get(`${topic} ${key}`) ?? 0) - 1;
    await eventually(`${topic} goes on`, async () => handled(topic, key).includes(last), GOES_ON_WITHIN_MS);
  }

  const untilFit = (watches: readonly TopicWatch[]) =>
    eventually('every replica is ready', async () => watches.every(({ unusable }) => unusable.length === 0), 30_000);

  const untilReported = (watches: readonly TopicWatch[], sentence: RegExp) =>
    eventually(
      'no replica is ready, and each says why',
      async () => watches.every(({ unusable }) => unusable.length === 1 && sentence.test(unusable[0] ?? '')),
      GOES_ON_WITHIN_MS,
    );

  /** Every watch has measured from now on what the group has done. */
  async function untilMeasured(watches: readonly TopicWatch[]): Promise<void> {
    measured.clear();
    await eventually('it is measured', async () => watches.every((watch) => (measured.get(watch) ?? 0) >= 2));
  }

  it.each([
    ['and it is not even seen', [], / is missing, or this principal may not see it/],
    ['though it may be described', [AclOperationTypes.DESCRIBE], / may not be read by this principal/],
  ] as const)(
    'its right is taken away, %s, and given back',
    async (_case, rights, sentence) => {
      await begin('one', 'other');
      for (const operation of rights) await allow(AclResourceTypes.TOPIC, one, operation);
      const watches = [replica(), replica()];
      const flowing = flow(one, other);
      await eventually(
        'both are read',
        async () => [one, other].every((name) => handled(name, 'a').length > 0),
        40_000,
      );
      await takeAway(one);
      await goesOn(other);
      await untilReported(watches, sentence);
      await goesOn(other);
      const before = handled(one, 'a').length;
      await goesOn(other);
      expect(handled(one, 'a')).toHaveLength(before);
      await allow(AclResourceTypes.TOPIC, one, AclOperationTypes.READ);
      await goesOn(other);
      await goesOn(one);
      await flowing.stop();
      await untilAllHandled(one, 20_000);
      await untilAllHandled(other, 20_000);
      await untilFit(watches);
      expect(recreated).toEqual([]);
    },
    180_000,
  );

  it('it is missing at the start and made later', async () => {
    await begin('other');
    const watches = [replica()];
    const flowing = flow(other);
    await eventually('the other is read', async () => handled(other, 'a').length > 0, 40_000);
    await untilReported(watches, / is missing/);
    await create(one);
    await goesOn(one);
    await goesOn(other);
    await flowing.stop();
    await untilAllHandled(one, 20_000);
    await untilAllHandled(other, 20_000);
    await untilFit(watches);
  }, 120_000);

  it('it is deleted and made again: it is read from its beginning, and reported', async () => {
    await begin('one', 'other');
    const watches = [replica(), replica()];
    for (let round = 0; round < 5; round++) await publish(one);
    const flowing = flow(other);
    await untilAllHandled(one, 40_000);
    await untilMeasured(watches);
    await admin.deleteTopics({ topics: [one] });
    await goesOn(other);
    await untilReported(watches, / is missing/);
    await goesOn(other);
    await eventually('it is made again', async () => create(one).then(() => true), 60_000);
    for (const key of KEYS) sent.delete(`${one} ${key}`);
    got.splice(0, got.length, ...got.filter(({ topic }) => topic !== one));
    await goesOn(one);
    await publish(one);
    await goesOn(other);
    await flowing.stop();
    await untilAllHandled(one, 20_000);
    await untilAllHandled(other, 20_000);
    await untilFit(watches);
    await eventually('it is reported', async () => recreated.includes(one));
    expect(got.filter(({ topic }) => topic === one).map(({ offset }) => offset)).toContain('0');
  }, 180_000);

  it('it is deleted and made again at once, before anybody looks', async () => {
    await begin('one', 'other');
    const watches = [replica()];
    for (let round = 0; round < 5; round++) await publish(one);
    const flowing = flow(other);
    await untilAllHandled(one, 40_000);
    await untilMeasured(watches);
    await admin.deleteTopics({ topics: [one] });
    await eventually('it is made again', async () => create(one).then(() => true), 60_000);
    for (const key of KEYS) sent.delete(`${one} ${key}`);
    got.splice(0, got.length, ...got.filter(({ topic }) => topic !== one));
    await goesOn(other);
    await goesOn(one);
    await flowing.stop();
    await untilAllHandled(one, 20_000);
    await untilAllHandled(other, 20_000);
    await untilFit(watches);
    await eventually('it is reported', async () => recreated.includes(one));
  }, 120_000);

  it('it has another number of partitions', async () => {
    await begin('other');
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: one, numPartitions: 2 }] });
    const watches = [replica()];
    const flowing = flow(other);
    await eventually('the other is read', async () => handled(other, 'a').length > 0, 40_000);
    await untilReported(watches, / has 2 partitions, declared are 3/);
    await goesOn(other);
    await admin.createPartitions({ topicPartitions: [{ topic: one, count: 3 }] });
    await goesOn(one);
    await flowing.stop();
    await untilAllHandled(one, 20_000);
    await untilAllHandled(other, 20_000);
    await untilFit(watches);
  }, 120_000);
});
