import kafkajs, { type Admin, type Broker, type Cluster, type Consumer, type Kafka } from 'kafkajs';

// kafkajs is CommonJS: its values come with the default import only.
const { PartitionAssigners } = kafkajs;

/**
 * Finds out whether a topic may be read: by a fetch at its end, which gives nothing. No request of kafkajs's admin
 * client shows it, because all of them ask for Describe only. It has connections of a consumer but joins no group.
 */
export class ReadProbe {
  private readonly consumer: Consumer;
  private cluster: Cluster | undefined;

  constructor(kafka: Kafka, groupId: string) {
    this.consumer = kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      partitionAssigners: [
        (config) => {
          this.cluster = config.cluster;
          return PartitionAssigners.roundRobin(config);
        },
      ],
    });
  }

  /**
   * Those of the topics whose records this principal may not read; they must be there.
   * @throws what the client throws when the broker is away or a topic goes away meanwhile
   */
  async refused(admin: Admin, topics: readonly string[]): Promise<string[]> {
    if (topics.length === 0) return [];
    await this.consumer.connect();
    await this.cluster?.refreshMetadataIfNecessary();
    const { topics: layouts } = await admin.fetchTopicMetadata({ topics: [...topics] });
    const answers = await Promise.all(
      layouts.map(async ({ name, partitions }) => {
        const [first] = partitions;
        // Without a leader nothing is known of it; what is not known to be refused is read.
        if (!first || partitions.some(({ leader }) => leader < 0)) return [];
        const end = (await admin.fetchTopicOffsets(name)).find(({ partition }) => partition === first.partitionId);
        const place = { partition: first.partitionId, fetchOffset: end?.high ?? '0', maxBytes: 1 };
        const broker = await this.cluster?.findBroker({ nodeId: String(first.leader) });
        return (await isRefused(broker, name, place)) ? [name] : [];
      }),
    );
    return answers.flat();
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
  }
}

async function isRefused(
  broker: Broker | undefined,
  topic: string,
  place: { readonly partition: number; readonly fetchOffset: string; readonly maxBytes: number },
): Promise<boolean> {
  try {
    await broker?.fetch({ maxWaitTime: 0, minBytes: 0, maxBytes: 1, topics: [{ topic, partitions: [place] }] });
    return false;
  } catch (error) {
    const { type, name } = error as { type?: unknown; name?: unknown };
    if (type === 'TOPIC_AUTHORIZATION_FAILED') return true;
    // Made again since the end was asked for, or changing its leader at this moment.
    if (name === 'KafkaJSOffsetOutOfRange' || LEADER_CHANGES.has(String(type))) return false;
    throw error;
  }
}

const LEADER_CHANGES = new Set(['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'FENCED_LEADER_EPOCH']);
