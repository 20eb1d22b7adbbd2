import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { deadLetterTopic, deadLetterTopics, type ServiceName, TOPIC_ADMIN, TOPICS } from '#contracts';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { declaredSettings, type DeclaredTopic, type TopicDifference, topicDifferences } from './topic-differences.js';

const SILENT = { info: () => undefined, warn: () => undefined };

const DECLARED: readonly DeclaredTopic[] = [...TOPICS, ...deadLetterTopics()];

/**
 * Creates the declared topics and dead-letter topics that are missing; existing ones are left as they are.
 * @returns names of the topics that were created
 * @throws Error with a sentence per topic that has another number of partitions than declared: that breaks key order
 */
export async function ensureTopics(
  connection: readonly string[] | KafkaConnection,
  { replicationFactor }: { replicationFactor: number },
): Promise<string[]> {
  return withAdmin(connection, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = DECLARED.filter(({ name }) => !existing.has(name));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: true,
        timeout: 30_000,
        topics: missing.map((topic) => ({
          topic: topic.name,
          numPartitions: topic.partitions,
          replicationFactor,
          configEntries: Object.entries(declaredSettings(topic, replicationFactor)).map(([name, value]) => ({
            name,
            value,
          })),
        })),
      });
      await wakeCoordinator(admin);
    }
    const { topics } = await admin.fetchTopicMetadata({ topics: DECLARED.map(({ name }) => name) });
    const found = new Map(topics.map(({ name, partitions }) => [name, partitions.length]));
    const wrong = DECLARED.filter(({ name, partitions }) => found.get(name) !== partitions);
    if (wrong.length > 0) {
      const sentences = wrong.map(
        ({ name, partitions }) => `Topic ${name} has ${found.get(name)} partitions, declared are ${partitions}.`,
      );
      throw new Error(sentences.join('\n'));
    }
    return missing.map(({ name }) => name);
  });
}

/** What the brokers' topics have that is not as declared. */
export async function compareTopics(
  connection: readonly string[] | KafkaConnection,
  { replicationFactor }: { replicationFactor: number },
): Promise<TopicDifference[]> {
  return withAdmin(connection, (admin) => topicDifferences(admin, DECLARED, replicationFactor));
}

/** The topics that a service writes or reads, its dead-letter topics included, and those of them that it consumes. */
export function topicsOf(service: ServiceName): { topics: readonly DeclaredTopic[]; consumed: readonly string[] } {
  const consumed = TOPICS.filter(({ consumers }) => consumers.includes(service)).map(({ name }) => name);
  const used = new Set([
    ...TOPICS.filter(({ producer }) => producer === service).map(({ name }) => name),
    ...consumed.flatMap((name) => [name, deadLetterTopic(name, service)]),
  ]);
  return { topics: DECLARED.filter(({ name }) => used.has(name)), consumed };
}

async function withAdmin<T>(
  connection: readonly string[] | KafkaConnection,
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = kafkaClient('hyvaksiluku-topics', connection, SILENT).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

/**
 * A young broker makes the topic of its group coordinators only when the first group asks for it, and turns that group
 * away meanwhile. We ask first, so that no service has to try again; if it takes too long, they do.
 */
async function wakeCoordinator(admin: Admin): Promise<void> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    try {
      await admin.fetchOffsets({ groupId: TOPIC_ADMIN, topics: [] });
      return;
    } catch {
      await delay(250);
    }
  }
}
