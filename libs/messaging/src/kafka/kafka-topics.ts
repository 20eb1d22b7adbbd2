import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { deadLetterTopics, TOPIC_ADMIN, TOPICS } from '#contracts';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';

const SILENT = { info: () => undefined, warn: () => undefined };

/**
 * Creates the declared topics and dead-letter topics that are missing; existing ones are left as they are.
 * @returns names of the topics that were created
 * @throws Error with one sentence when a topic has another number of partitions than declared: that breaks key order
 */
export async function ensureTopics(
  connection: readonly string[] | KafkaConnection,
  { replicationFactor }: { replicationFactor: number },
): Promise<string[]> {
  const admin = kafkaClient('hyvaksiluku-topics', connection, SILENT).admin();
  await admin.connect();
  try {
    const declared = [...TOPICS, ...deadLetterTopics()];
    const existing = new Set(await admin.listTopics());
    const missing = declared.filter(({ name }) => !existing.has(name));
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: true,
        timeout: 30_000,
        topics: missing.map(({ name, partitions, config }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor,
          configEntries: [
            ...Object.entries(config).map(([key, value]) => ({ name: key, value })),
            { name: 'min.insync.replicas', value: String(Math.max(1, replicationFactor - 1)) },
          ],
        })),
      });
    }
    const { topics } = await admin.fetchTopicMetadata({ topics: declared.map(({ name }) => name) });
    for (const { name, partitions } of declared) {
      const found = topics.find((topic) => topic.name === name)?.partitions.length;
      if (found !== partitions) throw new Error(`Topic ${name} has ${found} partitions, declared are ${partitions}.`);
    }
    if (missing.length > 0) await wakeCoordinator(admin);
    return missing.map(({ name }) => name);
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
