import kafkajs, { type Admin, type Broker, type Cluster, type Consumer, type Kafka } from 'kafkajs';

// kafkajs is CommonJS: its values come with the default import only.
const { PartitionAssigners } = kafkajs;

/** No topic has a record there: a broker that lets its records be read says that the offset is out of range. */
const BEYOND_ANY_END = '9223372036854775807';

/**
 * Finds out whether a topic may be read: by a fetch that can give nothing. No request of kafkajs's admin client tells,
 * because all of them ask for Describe only. It has connections of a consumer but joins no group.
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
        const led = partitions.find(({ leader }) => leader >= 0);
        if (!led) return [];
        const broker = await this.cluster?.findBroker({ nodeId: String(led.leader) });
        return (await isRefused(broker, name, led.partitionId)) ? [name] : [];
      }),
    );
    return answers.flat();
  }

  async stop(): Promise<void> {
    await this.consumer.disconnect();
  }
}

async function isRefused(broker: Broker | undefined, topic: string, partition: number): Promise<boolean> {
  const partitions = [{ partition, fetchOffset: BEYOND_ANY_END, maxBytes: 1 }];
  try {
    await broker?.fetch({ maxWaitTime: 0, minBytes: 0, maxBytes: 1, topics: [{ topic, partitions }] });
    return false;
  } catch (error) {
    const { type, name } = error as { type?: unknown; name?: unknown };
    if (type === 'TOPIC_AUTHORIZATION_FAILED') return true;
    // Allowed, or the partition changes its leader at this moment: what is not known to be refused is read.
    if (name === 'KafkaJSOffsetOutOfRange' || LEADER_CHANGES.has(String(type))) return false;
    throw error;
  }
}

const LEADER_CHANGES = new Set(['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE', 'FENCED_LEADER_EPOCH']);
