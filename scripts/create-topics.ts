/**
 * Creates the declared topics and dead-letter topics that are missing on the brokers of KAFKA_BROKERS, and says what else is not as
 * declared. The KAFKA_ settings are those of a service (libs/platform), with a principal that may create topics;
 * KAFKA_REPLICATION_FACTOR says how many copies each partition gets.
 */
import { z } from 'zod';
import { compareTopics, ensureTopics, kafkaConnection } from '#messaging';
import { kafkaSettings, loadConfig } from '#platform';

const config = loadConfig(z.object(kafkaSettings), { KAFKA_BROKERS: '127.0.0.1:9092', ...process.env });
const connection = kafkaConnection(config);
const copies = { replicationFactor: config.KAFKA_REPLICATION_FACTOR };

try {
  const created = await ensureTopics(connection, copies);
  console.log(created.length === 0 ? 'All topics are there.' : `Created ${created.length} topics.`);
  for (const { sentence } of await compareTopics(connection, copies)) console.warn(sentence);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
