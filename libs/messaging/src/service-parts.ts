import type { ServiceName } from '#contracts';
import type { MessagingConfig } from './config.js';
import type { EdgeLog } from './consumer/failure-lines.js';
import type { KafkaClient, KafkaLog } from './kafka/kafka-client.js';

/** What the providers of one service are made from. */
export interface ServiceParts {
  readonly service: ServiceName;
  readonly config: MessagingConfig;
  readonly kafka: KafkaClient;
  readonly log: EdgeLog & KafkaLog;
}
