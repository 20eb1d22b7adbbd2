import { TOPICS } from '#contracts';
import {
  decode,
  type DecodeOptions,
  factIdOf,
  isIndexable,
  isOfNewerVersion,
  type Unreadable,
} from '../cloud-events.js';
import type { ReceivedEvent } from '../events.js';
import type { DeliveredMessage } from '../ports.js';
import type { Reactions } from './reactions.js';

/** A message that somebody here reacts to. */
export interface ToReact {
  readonly message: DeliveredMessage;
  readonly event: ReceivedEvent | ClearedKey;
}

/** A tombstone as the inbox sees it: booked in by its place, as it has no id; of no institution. */
export interface ClearedKey {
  readonly id: string;
  readonly name: 'tombstone';
  readonly key: string;
  readonly institutionOid: '';
  readonly time: undefined;
}

/** What a message turned out to be. */
export type Read =
  ToReact | { message: DeliveredMessage; ignored: string } | { message: DeliveredMessage; unreadable: Unreadable };

/** Reads a message for a service with these reactions. */
export function readMessage(reactions: Reactions, message: DeliveredMessage, options: DecodeOptions = {}): Read {
  if (message.tombstone && isCompacted(message.topic)) {
    const key = reactions.tombstoneHandlers?.has(message.topic) ? message.key : undefined;
    if (!key || !isIndexable(key)) return { message, ignored: 'tombstone' };
    const event = { id: factIdOf(message), name: 'tombstone', key, institutionOid: '', time: undefined } as const;
    return { message, event };
  }
  if (isOfNewerVersion(message)) return { message, ignored: 'newer-version' };
  const decoded = decode(message, options);
  if ('unreadable' in decoded) return { message, unreadable: decoded.unreadable };
  const { event } = decoded;
  const known = reactions.handlers.has(event.name) || reactions.batchHandlers?.has(event.name);
  return known ? { message, event } : { message, ignored: event.name };
}

const compacted = new Set(
  TOPICS.filter(({ config }) => config['cleanup.policy'] === 'compact').map(({ name }) => name),
);

/** On such a topic a record without a value says that the key is to be forgotten. */
export function isCompacted(topic: string): boolean {
  return compacted.has(topic);
}
