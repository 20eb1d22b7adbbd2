import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { KafkaOutsideClient } from '#messaging';
import type { ChaosStack } from '../../scripts/launcher/chaos-stack.js';
import type { Fault } from './evidence.js';

const ROUNDS = 5;
const ANSWER_WITHIN_MS = 600;

/**
 * The broker writes a batch and its answer is lost; the sender goes on with the next batch. kafkajs's idempotent producer
 * takes its sequence number back, so the broker takes the next, different batch for a repetition of the lost one and reports
 * success. Counts, for each sender, the values reported as written that are not on the topic.
 */
export async function dropAnswers(stack: ChaosStack): Promise<Fault[]> {
  const from = Date.now();
  const topics = [`chaos-idempotent-${randomUUID()}`, `chaos-ours-${randomUUID()}`] as const;
  const direct = new Kafka({ clientId: 'chaos-raw', brokers: stack.brokers, logLevel: logLevel.NOTHING });
  const admin = direct.admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map((topic) => ({ topic, numPartitions: 1, replicationFactor: 1 })),
  });
  const idempotent = await withIdempotentProducer(stack, topics[0]);
  const ours = await withOurPublisher(stack, topics[1]);
  const there = await read(direct, admin, topics);
  await admin.deleteTopics({ topics: [...topics] });
  await admin.disconnect();
  return [
    {
      ...{ kind: 'answers-dropped', from, to: Date.now(), sent: idempotent.length },
      lostByIdempotent: idempotent.filter((value) => !there.has(`${topics[0]} ${value}`)).length,
      lostByOurs: ours.filter((value) => !there.has(`${topics[1]} ${value}`)).length,
    },
  ];
}

/** @returns what the producer reported as written */
async function withIdempotentProducer({ suiteLink }: ChaosStack, topic: string): Promise<string[]> {
  const kafka = new Kafka({
    ...{ clientId: 'chaos-idempotent', brokers: [`127.0.0.1:${suiteLink.port}`], logLevel: logLevel.NOTHING },
    ...{ requestTimeout: ANSWER_WITHIN_MS, retry: { retries: 0 } },
  });
  const producer = kafka.producer({
    ...{ idempotent: true, maxInFlightRequests: 1, retry: { retries: 1, initialRetryTime: 50 } },
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  const acknowledged: string[] = [];
  const send = async (value: string) => {
    if (await reported(producer, topic, value)) acknowledged.push(value);
  };
  await producer.connect();
  await send('before');
  for (let round = 0; round < ROUNDS; round++) {
    suiteLink.set('no-answers');
    await send(`answer lost ${round}`);
    suiteLink.set('pass');
    await producer.connect().catch(() => undefined);
    await send(`next ${round}`);
  }
  await producer.disconnect().catch(() => undefined);
  return acknowledged;
}

async function reported(producer: Producer, topic: string, value: string): Promise<boolean> {
  return producer.send({ topic, acks: -1, messages: [{ key: 'one', value }] }).then(
    () => true,
    () => false,
  );
}

/** @returns what the publisher reported as written; after a failure it sends the batch again, as the relay does */
async function withOurPublisher({ suiteLink }: ChaosStack, topic: string): Promise<string[]> {
  const client = new KafkaOutsideClient([`127.0.0.1:${suiteLink.port}`]);
  const acknowledged: string[] = [];
  const send = async (...values: string[]) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        await client.publish(values.map((body) => ({ topic, key: 'one', headers: {}, body })));
        return void acknowledged.push(...values);
      } catch {
        await delay(100);
      }
    }
  };
  await send('before');
  for (let round = 0; round < ROUNDS; round++) {
    suiteLink.set('no-answers');
    const sending = send(`answer lost ${round}`);
    await delay(ANSWER_WITHIN_MS);
    suiteLink.set('pass');
    await sending;
    await send(`next ${round}`);
  }
  await client.close();
  return acknowledged;
}

/** Every value on the topics, behind the name of its topic. */
async function read(kafka: Kafka, admin: ReturnType<Kafka['admin']>, topics: readonly string[]): Promise<Set<string>> {
  const ends = await Promise.all(
    topics.map(async (topic) => Number((await admin.fetchTopicOffsets(topic))[0]?.high ?? 0)),
  );
  const wanted = ends.reduce((sum, end) => sum + end, 0);
  const values: string[] = [];
  const consumer = kafka.consumer({ groupId: `chaos-raw-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, message }) => void values.push(`${topic} ${message.value?.toString('utf8')}`),
  });
  for (let look = 0; look < 200 && values.length < wanted; look++) await delay(50);
  await consumer.disconnect();
  return new Set(values);
}
