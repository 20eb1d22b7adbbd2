import kafkajs, { type Admin } from 'kafkajs';

// kafkajs is CommonJS: its enumerations come by the default import only.
const { ConfigResourceTypes } = kafkajs;

/** A topic as libs/contracts declares it, dead-letter topics included. */
export interface DeclaredTopic {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Something about a topic on the broker that is not as declared. */
export interface TopicDifference {
  readonly topic: string;
  /** `missing`, `partitions`, `authorization`, `replication`, `unreadable`, or the name of the broker's setting. */
  readonly setting: string;
  readonly sentence: string;
}

/** The broker's settings of a topic, as declared, where each partition has that many copies. */
export function declaredSettings({ config }: DeclaredTopic, replicationFactor: number): Record<string, string> {
  return { ...config, 'min.insync.replicas': String(Math.max(1, replicationFactor - 1)) };
}

/**
 * Compares topics with their declarations.
 * @throws what the client throws when the broker is away
 */
export async function topicDifferences(
  admin: Admin,
  declared: readonly DeclaredTopic[],
  replicationFactor: number,
): Promise<TopicDifference[]> {
  const known = new Set(await admin.listTopics());
  const present = declared.filter(({ name }) => known.has(name));
  const missing = declared.filter(({ name }) => !known.has(name)).map(missingTopic);
  if (present.length === 0) return missing;
  const { topics } = await admin.fetchTopicMetadata({ topics: present.map(({ name }) => name) });
  const copies = new Map(
    topics.map(({ name, partitions }) => [name, partitions.map(({ replicas }) => replicas.length)]),
  );
  return [
    ...missing,
    ...present.flatMap((topic) => layoutDifferences(topic, copies.get(topic.name) ?? [], replicationFactor)),
    ...(await settingDifferences(admin, present, replicationFactor)),
  ];
}

function missingTopic({ name }: DeclaredTopic): TopicDifference {
  const sentence = `Topic ${name} is missing, or this principal may not see it: create the topics (node dist/apps/operator/src/main.js topics create) and grant the rights of this release.`;
  return { topic: name, setting: 'missing', sentence };
}

/** A topic that is there and whose records this principal may not read. */
export function refusedTopic(topic: string): TopicDifference {
  const sentence = `Topic ${topic} may not be read by this principal: grant the rights of this release. It is read on from where the group was as soon as it may.`;
  return { topic, setting: 'authorization', sentence };
}

/** @param copies number of copies of each partition */
function layoutDifferences(
  topic: DeclaredTopic,
  copies: readonly number[],
  replicationFactor: number,
): TopicDifference[] {
  const { name, partitions } = topic;
  const differences: TopicDifference[] = [];
  if (copies.length !== partitions) {
    const sentence = `Topic ${name} has ${copies.length} partitions, declared are ${partitions}: keys would lose their order, so it is neither read nor written until the numbers agree.`;
    differences.push({ topic: name, setting: 'partitions', sentence });
  }
  const other = copies.find((count) => count !== replicationFactor);
  if (other !== undefined) {
    const sentence = `Topic ${name} has partitions with another number of copies (${other}) than declared (${replicationFactor}, KAFKA_REPLICATION_FACTOR).`;
    differences.push({ topic: name, setting: 'replication', sentence });
  }
  return differences;
}

async function settingDifferences(
  admin: Admin,
  topics: readonly DeclaredTopic[],
  replicationFactor: number,
): Promise<TopicDifference[]> {
  const declared = new Map(topics.map((topic) => [topic.name, declaredSettings(topic, replicationFactor)]));
  const resources = [...declared].map(([name, settings]) => ({
    type: ConfigResourceTypes.TOPIC,
    name,
    configNames: Object.keys(settings),
  }));
  let answers: Awaited<ReturnType<Admin['describeConfigs']>>['resources'];
  try {
    answers = (await admin.describeConfigs({ resources, includeSynonyms: false })).resources;
  } catch (error) {
    if ((error as { type?: unknown }).type !== 'TOPIC_AUTHORIZATION_FAILED') throw error;
    const sentence = 'The settings of the topics cannot be compared: this principal has no right to DescribeConfigs.';
    return [{ topic: 'all', setting: 'unreadable', sentence }];
  }
  return answers.flatMap(({ resourceName: topic, configEntries }) =>
    Object.entries(declared.get(topic) ?? {}).flatMap(([setting, value]) => {
      const found = configEntries.find(({ configName }) => configName === setting)?.configValue;
      if (found !== undefined && normal(found) === normal(value)) return [];
      return [
        { topic, setting, sentence: `Topic ${topic}: ${setting} is ${found ?? 'unknown'}, declared is ${value}.` },
      ];
    }),
  );
}

/** `compact,delete` and `delete, compact` mean the same. */
function normal(value: string): string {
  return value
    .split(',')
    .map((part) => part.trim())
    .sort()
    .join(',');
}
