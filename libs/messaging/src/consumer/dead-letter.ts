import { createHash } from 'node:crypto';
import { deadLetterTopic, type ServiceName } from '#contracts';
import type { BrokerMessage, DeliveredMessage } from '../ports.js';
import type { Failure } from './failure-policy.js';

/** On a letter whose record had no value: the letter's own value is empty. */
export const TOMBSTONE_HEADER = 'dlt-tombstone';

export interface DeadLetterReason {
  readonly failure: Failure;
  /** Stable code for operators, such as `schema-violation` or the error's name. */
  readonly code: string;
  /** Places and rules, no values: dead letters carry no more personal data than the message itself. */
  readonly detail: string;
  readonly attempts: number;
  readonly firstFailureAt: Date;
  readonly lastFailureAt: Date;
  readonly stack?: string | undefined;
}

/** The message as it came, on the consumer's own dead-letter topic, same partition, with the story of its failure. */
export function deadLetter(message: DeliveredMessage, consumer: ServiceName, reason: DeadLetterReason): BrokerMessage {
  return {
    topic: deadLetterTopic(message.topic, consumer),
    key: message.key ?? '',
    partition: message.partition,
    body: message.body,
    headers: {
      ...message.headers,
      'dlt-original-topic': message.topic,
      'dlt-original-partition': String(message.partition),
      'dlt-original-offset': message.offset,
      'dlt-original-time': recordTimeOf(message),
      'dlt-consumer': consumer,
      'dlt-failure': reason.failure,
      'dlt-code': reason.code,
      'dlt-detail': reason.detail.slice(0, 500),
      'dlt-attempts': String(reason.attempts),
      'dlt-first-failure': reason.firstFailureAt.toISOString(),
      'dlt-last-failure': reason.lastFailureAt.toISOString(),
      ...(message.tombstone && { [TOMBSTONE_HEADER]: 'true' }),
      ...(reason.stack && { 'dlt-stack-hash': stackHash(reason.stack) }),
    },
  };
}

/** Tells a record from another one that stood at its place before the topic was made again; ms since the epoch. */
export function recordTimeOf({ timestamp }: DeliveredMessage): string {
  return String(timestamp ?? 0);
}

/** Same bug, same hash: letters of one cause are told from others by it. */
export function stackHash(stack: string): string {
  return createHash('sha256').update(stack).digest('hex').slice(0, 16);
}
