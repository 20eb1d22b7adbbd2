/**
 * Creates the declared topics and dead-letter topics that are missing on the brokers of KAFKA_BROKERS.
 * KAFKA_REPLICATION_FACTOR: copies of each partition, 1 by default (a single development broker).
 */
import { TOPICS } from '#contracts';
import { ensureTopics, KafkaOutsideClient } from '#messaging';

const brokers = (process.env['KAFKA_BROKERS'] ?? '127.0.0.1:9092').split(',').map((broker) => broker.trim());
const replicationFactor = Number(process.env['KAFKA_REPLICATION_FACTOR'] ?? 1);

try {
  const created = await ensureTopics(brokers, { replicationFactor });
  if (created.length > 0) await wakeCoordinator();
  console.log(created.length === 0 ? 'All topics are there.' : `Created ${created.length} topics.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/**
 * A young broker makes the topic of its group coordinator only when the first group asks for it, and turns that group
 * away meanwhile. We ask first, so that no service has to try again.
 */
async function wakeCoordinator(): Promise<void> {
  const client = new KafkaOutsideClient(brokers);
  try {
    await client.read(TOPICS[0]?.name ?? '', () => undefined);
  } finally {
    await client.close();
  }
}
