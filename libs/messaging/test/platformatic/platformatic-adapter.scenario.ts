import { Admin } from '@platformatic/kafka';
import { brokerSuite } from '#messaging/testing';
import { stack } from '#testing';
import { PlatformaticConsumer } from './platformatic-consumer.js';
import { PlatformaticPublisher } from './platformatic-publisher.js';

const brokers = stack().kafkaBrokers;

brokerSuite({
  name: 'Apache Kafka through @platformatic/kafka',
  createTopic: async (topic, partitions) => {
    const admin = new Admin({ clientId: 'conformance', bootstrapBrokers: [...brokers] });
    await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
    await admin.close();
  },
  publisher: () => new PlatformaticPublisher(brokers),
  consumer: (groupId) => new PlatformaticConsumer(brokers, groupId),
  deadlineMs: 30_000,
});
