import { brokerSuite } from '#messaging/testing';
import { stack } from '#testing';
import { kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';

const log = { info: () => undefined, warn: () => undefined };
const kafka = kafkaClient('conformance', stack().kafkaBrokers, log);

brokerSuite({
  name: 'Apache Kafka',
  createTopic: async (topic, partitions) => {
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({
      waitForLeaders: true,
      topics: [{ topic, numPartitions: partitions, replicationFactor: 1 }],
    });
    await admin.disconnect();
  },
  publisher: () => new KafkaPublisher(kafka),
  consumer: (groupId) => new KafkaConsumer(kafka, { groupId, log, concurrency: 4 }),
  deadlineMs: 30_000,
});
