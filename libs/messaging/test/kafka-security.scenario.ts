import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import kafkajs, { type Admin, type Consumer } from 'kafkajs';
import {
  brokerRights,
  type BrokerOperation,
  deadLetterTopic,
  deadLetterTopics,
  LAG_READER,
  OUTSIDE_SYSTEMS,
  type Principal,
  SERVICES,
  TOPIC_ADMIN,
  TOPICS,
} from '#contracts';
import { brokerSuite } from '#messaging/testing';
import { eventually, type KafkaBroker, startKafkaBroker } from '#testing';
import { kafkaClient, type KafkaConnection } from '../src/kafka/kafka-client.js';
import { lagByPartition, lagByTopic } from '../src/kafka/consumer-lag.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPartitionReader } from '../src/kafka/kafka-partition-reader.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { ensureRights } from '../src/kafka/kafka-rights.js';
import { ensureTopics, topicsOf } from '../src/kafka/kafka-topics.js';
import { topicDifferences } from '../src/kafka/topic-differences.js';
import { type BrokerMessage, UnpublishableError } from '../src/ports.js';

const log = { info: () => undefined, warn: () => undefined };
const ALL_TOPICS = [...TOPICS, ...deadLetterTopics()].map(({ name }) => name);
const PRODUCERS = [...new Set(TOPICS.map(({ producer }) => producer))];
const PRINCIPALS = [...new Set(brokerRights().map(({ principal }) => principal))];
const SYSTEMS = PRINCIPALS.filter((principal) => principal !== TOPIC_ADMIN && principal !== LAG_READER);

function topicsWith(principal: Principal, operation: BrokerOperation): string[] {
  return brokerRights()
    .filter((right) => right.principal === principal && right.resource === 'topic')
    .filter(({ operations }) => operations.includes(operation))
    .map(({ name }) => name);
}

/** A real broker with TLS, SCRAM and ACLs on. */
describe('a broker that lets nobody in by default', () => {
  const users = Object.fromEntries(['admin', ...PRINCIPALS].map((name) => [name, randomBytes(12).toString('hex')]));
  let broker: KafkaBroker;
  let admin: Admin;
  beforeAll(async () => {
    broker = await startKafkaBroker({ users: users as { admin: string } });
    admin = kafkaClient('admin', as('admin'), log).admin();
    await admin.connect();
    const { granted } = await ensureRights(as('admin'));
    expect(granted).toBeGreaterThan(0);
    await ensureTopics(as(TOPIC_ADMIN), { replicationFactor: 1 });
    await eventually(
      'every new partition has its leader',
      async () => (await Promise.all(ALL_TOPICS.map(records))) && true,
    );
  }, 180_000);
  afterAll(async () => {
    await admin.disconnect();
    await broker.stop();
  });

  function as(username: string, password = users[username] ?? ''): KafkaConnection {
    return {
      brokers: broker.brokers,
      tls: { ca: broker.certificate ?? '' },
      sasl: { mechanism: 'scram-sha-512', username, password },
    };
  }

  const message = (topic: string, run: string): BrokerMessage => ({ topic, key: run, headers: { run }, body: '{}' });

  async function publishing<T>(principal: string, work: (publisher: KafkaPublisher) => Promise<T>): Promise<T> {
    const publisher = new KafkaPublisher(kafkaClient(principal, as(principal), log));
    try {
      return await work(publisher);
    } finally {
      await publisher.close();
    }
  }

  /** How the broker refuses a member of a group that reads a topic; fails when it does not. */
  async function refusalOfReading(principal: string, groupId: string, topic: string): Promise<string> {
    const { sasl, tls } = as(principal);
    // When a group's coordinator is refused, kafkajs says only in its debug log what the broker answered.
    let coordinator: string | undefined;
    const client = new kafkajs.Kafka({
      brokers: broker.brokers,
      ssl: { ca: tls?.ca ?? '' },
      sasl: { ...(sasl ?? { username: '', password: '' }), mechanism: 'scram-sha-512' },
      logLevel: kafkajs.logLevel.DEBUG,
      logCreator:
        () =>
        ({ log: entry }) => {
          if (entry.message.startsWith('Tried to find group coordinator')) coordinator = typeOf(entry['error']);
        },
    });
    const consumer = client.consumer({ groupId, retry: { retries: 0 } });
    const crash = crashOf(consumer);
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({ eachMessage: async () => undefined });
      const type = await crash;
      return coordinator ?? type;
    } catch (error) {
      return coordinator ?? typeOf(error);
    } finally {
      await consumer.disconnect();
    }
  }

  const crashOf = (consumer: Consumer) =>
    new Promise<string>((resolve) => consumer.on('consumer.crash', ({ payload }) => resolve(typeOf(payload.error))));

  it('the declared rights are set once; a second time there is nothing to do', async () => {
    expect(await ensureRights(as('admin'))).toEqual({ granted: 0, withdrawn: 0 });
  });

  it.each(SYSTEMS)('%s publishes on its own topics and on its dead-letter topics', async (principal) => {
    const run = randomUUID();
    const own = topicsWith(principal, 'Write');
    await publishing(principal, (publisher) => publisher.publishBatch(own.map((topic) => message(topic, run))));
    for (const topic of own) expect(await records(topic)).toBeGreaterThan(0);
  });

  it.each(SYSTEMS)('%s reads every topic it consumes, as its own group', async (principal) => {
    const wanted = topicsWith(principal, 'Read');
    const seen = new Set<string>();
    await fill(wanted);
    const consumer = new KafkaConsumer(kafkaClient(principal, as(principal), log), {
      groupId: principal,
      log,
      concurrency: 4,
    });
    try {
      if (wanted.length > 0) await consumer.run(wanted, async ({ topic }) => void seen.add(topic));
      await eventually('a message of every topic', async () => seen.size === wanted.length, 40_000);
    } finally {
      await consumer.stop();
    }
    expect([...seen].sort()).toEqual([...wanted].sort());
  });

  it.each(PRINCIPALS)('%s is refused on every topic of others, and nothing gets there', async (principal) => {
    const own = topicsWith(principal, 'Write');
    const foreign = ALL_TOPICS.filter((topic) => !own.includes(topic));
    const before = await Promise.all(foreign.map(records));
    await publishing(principal, async (publisher) => {
      for (const topic of foreign) {
        const refusal = await publisher.publishBatch([message(topic, 'foreign')]).catch((error: unknown) => error);
        expect([topic, refusal]).toEqual([topic, expect.any(UnpublishableError)]);
        expect([topic, (refusal as UnpublishableError).reason]).toEqual([topic, 'TOPIC_AUTHORIZATION_FAILED']);
      }
    });
    expect(await Promise.all(foreign.map(records))).toEqual(before);
  });

  it.each(SYSTEMS)('%s may not read what it does not consume, its own topics included', async (principal) => {
    const allowed = topicsWith(principal, 'Read');
    const other = ALL_TOPICS.find(
      (topic) => !allowed.includes(topic) && !topicsWith(principal, 'Write').includes(topic),
    );
    const own = topicsWith(principal, 'Write').find((topic) => !allowed.includes(topic));
    for (const topic of [other, own].filter((name) => name !== undefined)) {
      await fill([topic]);
      expect(await refusalOfReading(principal, principal, topic)).toBe('TOPIC_AUTHORIZATION_FAILED');
    }
  });

  it.each(OUTSIDE_SYSTEMS)('%s reads the dead letters of its own topics, and no others', async (system) => {
    const lettersOf = (producer: string) =>
      TOPICS.filter((topic) => topic.producer === producer).flatMap(({ name, consumers }) =>
        consumers.map((consumer) => deadLetterTopic(name, consumer)),
      );
    const allowed = topicsWith(system, 'Read').filter((name) => name.includes('.dlt.'));
    expect(allowed.sort()).toEqual(lettersOf(system).sort());
    for (const producer of PRODUCERS.filter((other) => other !== system)) {
      const [foreign] = lettersOf(producer);
      if (foreign === undefined) continue;
      await fill([foreign]);
      const refusal = await refusalOfReading(system, `${system}.answers`, foreign);
      expect([foreign, refusal]).toEqual([foreign, 'TOPIC_AUTHORIZATION_FAILED']);
    }
  });

  it.each(SYSTEMS)("%s may not join another's group", async (principal) => {
    const topic = topicsWith(principal, 'Read')[0] ?? ALL_TOPICS[0] ?? '';
    for (const group of SYSTEMS.filter((other) => other !== principal)) {
      expect([group, await refusalOfReading(principal, group, topic)]).toEqual([group, 'GROUP_AUTHORIZATION_FAILED']);
    }
  });

  it.each(SERVICES)('%s compares its topics, measures its lag and looks up a dead letter', async (service) => {
    const { topics, consumed } = topicsOf(service);
    const letters = topics.find(({ name }) => name.includes('.dlt.'))?.name ?? '';
    await fill([letters]);
    const kafka = kafkaClient(service, as(service), log);
    const own = kafka.admin();
    await own.connect();
    try {
      expect(await topicDifferences(own, topics, 1)).toEqual([]);
      expect([...lagByTopic(await lagByPartition(own, service, consumed)).keys()].sort()).toEqual([...consumed].sort());
    } finally {
      await own.disconnect();
    }
    const ends = await admin.fetchTopicOffsets(letters);
    const partition = ends.find(({ high }) => high !== '0')?.partition ?? 0;
    const found: string[] = [];
    await new KafkaPartitionReader(kafka, `${service}.look-up.`).read(
      { topic: letters, partition, since: new Date(0) },
      (letter) => {
        found.push(letter.offset);
        return 'enough';
      },
    );
    expect(found).toEqual(['0']);
  });

  it('who scales the services sees the lag of every group', async () => {
    const reader = kafkaClient(LAG_READER, as(LAG_READER), log).admin();
    await reader.connect();
    try {
      for (const service of SERVICES) {
        const { consumed } = topicsOf(service);
        expect(lagByTopic(await lagByPartition(reader, service, consumed)).size).toBe(consumed.length);
      }
    } finally {
      await reader.disconnect();
    }
  });

  it('a client that does not sign in, gives a wrong password or distrusts the certificate gets no connection', async () => {
    const { sasl, tls, ...address } = as('decisions');
    const refused: [RegExp, KafkaConnection][] = [
      [/SASL SCRAM SHA512 authentication failed/, as('decisions', 'wrong')],
      [/SASL SCRAM SHA512 authentication failed/, as('nobody', 'whatever')],
      [/Closed connection/, { ...address, ...(tls && { tls }) }],
      [/self-signed certificate/, { ...address, ...(sasl && { sasl }), tls: {} }],
      [/Closed connection/, { ...address, ...(sasl && { sasl }) }],
    ];
    for (const [reason, connection] of refused) {
      const publisher = new KafkaPublisher(kafkaClient('stranger', connection, log));
      await expect(publisher.publishBatch([message('decisions.decision.v1', 'x')])).rejects.toThrow(reason);
      await publisher.close();
    }
  });

  it('rights that are no longer declared are withdrawn; those of other principals stay', async () => {
    const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
    const right = (principal: string) => ({
      principal: `User:${principal}`,
      host: '*',
      resourceType: AclResourceTypes.TOPIC,
      resourceName: 'decisions.',
      resourcePatternType: ResourcePatternTypes.PREFIXED,
      operation: AclOperationTypes.WRITE,
      permissionType: AclPermissionTypes.ALLOW,
    });
    const holders = async () => {
      const { resources } = await admin.describeAcls({
        resourceType: AclResourceTypes.TOPIC,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
        operation: AclOperationTypes.ANY,
        permissionType: AclPermissionTypes.ANY,
      });
      return resources.flatMap(({ acls }) => acls.map(({ principal }) => principal)).sort();
    };
    await admin.createAcls({ acl: [right('notifications'), right('somebody-else')] });
    // The broker answers before it has learnt of them from the controller.
    await eventually('both are known', async () => (await holders()).length === 2);
    expect(await ensureRights(as('admin'))).toEqual({ granted: 0, withdrawn: 1 });
    await eventually('one is gone', async () => (await holders()).length === 1);
    expect(await holders()).toEqual(['User:somebody-else']);
  });

  async function records(topic: string): Promise<number> {
    const offsets = await admin.fetchTopicOffsets(topic);
    return offsets.reduce((sum, { high }) => sum + Number(high), 0);
  }

  const fill = (topics: readonly string[]) =>
    publishing('admin', (publisher) => publisher.publishBatch(topics.map((topic) => message(topic, randomUUID()))));

  brokerSuite({
    name: 'Apache Kafka over TLS with SCRAM',
    deadlineMs: 40_000,
    createTopic: async (name, partitions) => {
      await admin.createTopics({ topics: [{ topic: name, numPartitions: partitions }], waitForLeaders: true });
    },
    publisher: () => new KafkaPublisher(kafkaClient('conformance', as('admin'), log)),
    consumer: (groupId) =>
      new KafkaConsumer(kafkaClient('conformance', as('admin'), log), { groupId, log, concurrency: 4 }),
  });
});

/** The protocol's error type below kafkajs's wrappings. */
function typeOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { type, originalError } = current as { type?: unknown; originalError?: unknown };
    if (typeof type === 'string') return type;
    if (originalError instanceof Error) return typeOf(originalError);
  }
  return String(error);
}
