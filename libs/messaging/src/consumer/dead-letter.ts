import { createHash } from 'node:crypto';
import { deadLetterTopic, MAX_BATCH_BYTES, type ServiceName } from '#contracts';
import { type BrokerMessage, type DeliveredMessage, sizeOf } from '../ports.js';
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
  /** First frame of our own code; with the code it distinguishes letters of one cause from others. */
  readonly ownFrame?: string | undefined;
}

/**
 * The message as it came, on the consumer's own dead-letter topic, same partition, with the story of its failure. A
 * message that fits on its topic only because it was compressed would not fit here: its value, if need be its headers and
 * key, are left out and named; the record itself stays on its topic as long as the topic keeps it.
 */
export function deadLetter(message: DeliveredMessage, consumer: ServiceName, reason: DeadLetterReason): BrokerMessage {
  const { part, leftOut } = whatFits(message);
  return {
    topic: deadLetterTopic(message.topic, consumer),
    partition: message.partition,
    ...part,
    headers: {
      ...part.headers,
      ...(leftOut && { 'dlt-left-out': leftOut }),
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
type Part = Pick<BrokerMessage, 'key' | 'body' | 'headers' | 'contradictions'>;

/** The broker's limit, less what the story of a letter and the format of records take. */
const MOST_OF_A_LETTER = MAX_BATCH_BYTES - 64 * 1024;

function whatFits(message: DeliveredMessage): { part: Part; leftOut?: string } {
  const part = { key: message.key ?? '', headers: headersWithoutStory(message), ...contradictionsOf(message) };
  const whole = { ...part, body: message.body };
  if (sizeOf(whole) <= MOST_OF_A_LETTER) return { part: whole };
  const withoutValue = { ...part, body: Buffer.alloc(0) };
  if (sizeOf(withoutValue) <= MOST_OF_A_LETTER) return { part: withoutValue, leftOut: 'value' };
  return { part: { key: '', body: Buffer.alloc(0), headers: {} }, leftOut: 'key, headers, value' };
}

/** A header that a sender named like one of ours is ours in a letter. */
const STORY = /^dlt-/;

/** Headers of the message as it came, without those of a letter's story. */
export function headersWithoutStory({ headers }: DeliveredMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !STORY.test(name)));
}

/** The same of those with several values. */
export function contradictionsOf({ contradictions = {} }: DeliveredMessage): Pick<BrokerMessage, 'contradictions'> {
  const theirs = Object.entries(contradictions).filter(([name]) => !STORY.test(name));
  return theirs.length === 0 ? {} : { contradictions: Object.fromEntries(theirs) };
}

/** Distinguishes a record from one that stood at its place before the topic was made again; ms since the epoch. */
export function recordTimeOf({ timestamp }: DeliveredMessage): string {
  return String(timestamp ?? 0);
}

/** Same bug, same hash: it distinguishes letters of one cause from others. */
export function stackHash(stack: string): string {
  return createHash('sha256').update(stack).digest('hex').slice(0, 16);
}
