/**
 * Creates the declared topics and dead-letter topics that are missing on the brokers of KAFKA_BROKERS; the other KAFKA_
 * settings are those of a service (libs/platform), with a principal that may create topics.
 * KAFKA_REPLICATION_FACTOR: copies of each partition, 1 by default (a single development broker).
 */
import { z } from 'zod';
import { ensureTopics, kafkaConnection } from '#messaging';
import { kafkaSettings, loadConfig } from '#platform';

const config = loadConfig(
  z.object({
    ...kafkaSettings,
    KAFKA_REPLICATION_FACTOR: z.coerce.number().int().min(1).max(9).default(1).describe('copies of each partition'),
  }),
  { KAFKA_BROKERS: '127.0.0.1:9092', ...process.env },
);
const connection = kafkaConnection(config);
const replicationFactor = config.KAFKA_REPLICATION_FACTOR;

try {
  const created = await ensureTopics(connection, { replicationFactor });
  console.log(created.length === 0 ? 'All topics are there.' : `Created ${created.length} topics.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
