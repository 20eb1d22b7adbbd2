import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { deadLetterTopic, deadLetterTopics, type ServiceName, TOPIC_ADMIN, TOPICS } from '#contracts';
import { kafkaClient, type KafkaConnection } from './kafka-client.js';
import { declaredSettings, type DeclaredTopic, type TopicDifference, topicDifferences } from './topic-differences.js';

const SILENT = { info: () => undefined, warn: () => undefined };

const DECLARED: readonly DeclaredTopic[] = [...TOPICS, ...deadLetterTopics()];

/** How long topics may take to be there, ms, and the pause between two looks. */
const THERE_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 500;

/** What `createTopicsUntilThere` needs of kafkajs's admin client. */
export type TopicAdmin = Pick<Admin, 'listTopics' | 'createTopics' | 'fetchTopicMetadata'>;

/**
 * Creates the declared topics and dead-letter topics that are missing; existing ones are left as they are. Several may do
 * so at once.
 * @returns names of the topics that were missing
 * @throws Error with a sentence per topic that has another number of partitions than declared: that breaks key order
 */
export async function ensureTopics(
  connection: readonly string[] | KafkaConnection,
  { replicationFactor }: { replicationFactor: number },
): Promise<string[]> {
  return withAdmin(connection, async (admin) => {
    const missing = await createTopicsUntilThere(admin, DECLARED, { replicationFactor });
    if (missing.length > 0) await wakeCoordinator(admin);
    return missing;
  });
}

/**
 * Asks for what is missing until everything is there as declared. kafkajs takes UNKNOWN_TOPIC_OR_PARTITION for final when
 * it waits for the leaders of new topics, and a broker with much to do answers that for a while.
 * @throws Error with a sentence per topic that is not there in time, or has another number of partitions than declared
 */
export async function createTopicsUntilThere(
  admin: TopicAdmin,
  declared: readonly DeclaredTopic[],
  {
    replicationFactor,
    withinMs = THERE_WITHIN_MS,
    lookAgainMs = LOOK_AGAIN_MS,
  }: { replicationFactor: number; withinMs?: number; lookAgainMs?: number },
): Promise<string[]> {
  const deadline = performance.now() + withinMs;
  const missingAtFirst = new Set<string>();
  for (;;) {
    const look = await lookAtTopics(admin, declared).catch((error: unknown) => error as Error);
    if (!(look instanceof Error)) {
      if (look.wrong.length > 0) throw new Error(look.wrong.join('\n'));
      if (look.missing.length === 0) return [...missingAtFirst];
    }
    let refusal: unknown = look instanceof Error ? look : undefined;
    if (!(look instanceof Error)) {
      for (const { name } of look.missing) missingAtFirst.add(name);
      refusal = await create(admin, look.missing, replicationFactor).catch((error: unknown) => error);
      if (isFinal(refusal)) throw refusal;
    }
    if (performance.now() + lookAgainMs > deadline) throw notThere(look, withinMs, refusal);
    await delay(lookAgainMs);
  }
}

interface Look {
  readonly missing: readonly DeclaredTopic[];
  /** A sentence per topic with another number of partitions. */
  readonly wrong: readonly string[];
}

/** A topic counts as there when every partition has a leader. */
async function lookAtTopics(admin: TopicAdmin, declared: readonly DeclaredTopic[]): Promise<Look> {
  const existing = new Set(await admin.listTopics());
  const present = declared.filter(({ name }) => existing.has(name));
  const { topics } =
    present.length === 0 ? { topics: [] } : await admin.fetchTopicMetadata({ topics: present.map(({ name }) => name) });
  const found = new Map(topics.map(({ name, partitions }) => [name, partitions]));
  const wrong = present.flatMap(({ name, partitions }) => {
    const count = found.get(name)?.length ?? 0;
    if (count === 0 || count === partitions) return [];
    return [`Topic ${name} has ${count} partitions, declared are ${partitions}.`];
  });
  const isThere = ({ name }: DeclaredTopic) => found.get(name)?.every(({ leader }) => leader >= 0) ?? false;
  return { missing: declared.filter((topic) => !isThere(topic)), wrong };
}

async function create(admin: TopicAdmin, missing: readonly DeclaredTopic[], replicationFactor: number): Promise<void> {
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
}

/** Asking again mends none of these. */
function isFinal(error: unknown): boolean {
  const { name, type, errors = [] } = (error ?? {}) as { name?: string; type?: string; errors?: unknown[] };
  if (name === 'KafkaJSAggregateError') return errors.some(isFinal);
  return FINAL.has(type ?? '') || name === 'KafkaJSSASLAuthenticationError';
}
const FINAL = new Set([
  'TOPIC_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_CONFIG',
  'POLICY_VIOLATION',
]);

function notThere(look: Look | Error, withinMs: number, refusal: unknown): Error {
  const seconds = Math.round(withinMs / 1000);
  const sentences =
    look instanceof Error
      ? [`The topics could not be looked at within ${seconds} s.`]
      : look.missing.map(({ name }) => `Topic ${name} is still missing after ${seconds} s.`);
  const last = refusal instanceof Error ? [`The last answer of the broker was: ${refusal.message}`] : [];
  return new Error([...sentences, ...last, 'Run it again: what is there stays.'].join('\n'), { cause: refusal });
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
