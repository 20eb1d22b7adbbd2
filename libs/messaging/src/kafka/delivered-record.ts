import type { KafkaMessage } from 'kafkajs';
import type { DeliveredMessage } from '../ports.js';

/**
 * A record of kafkajs in our words. A header without a value is an absent one, not the text "null". Of one that stands
 * there several times the last value counts, as for Java's `Headers.lastHeader`; when they differ, all of them are told.
 */
export function delivered(topic: string, partition: number, message: KafkaMessage): DeliveredMessage {
  // Without a prototype: a header may have any name, also one of Object.prototype's properties.
  const headers = Object.create(null) as Record<string, string>;
  let contradictions: Record<string, readonly string[]> | undefined;
  for (const name of Object.keys(message.headers ?? {})) {
    const values = valuesOf(message.headers?.[name]);
    const last = values.at(-1);
    if (last === undefined) continue;
    headers[name] = last;
    if (values.some((value) => value !== last)) {
      contradictions ??= Object.create(null) as Record<string, readonly string[]>;
      contradictions[name] = values;
    }
  }
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString('utf8'),
    headers,
    ...(contradictions && { contradictions }),
    body: message.value ?? Buffer.alloc(0),
    timestamp: Number(message.timestamp),
    ...(message.value === null && { tombstone: true }),
  };
}

/** kafkajs mixes in what Object.prototype has under the name of a header, and null for a header without a value. */
function valuesOf(header: unknown): string[] {
  const values = Array.isArray(header) ? header : [header];
  return values.filter((value) => Buffer.isBuffer(value)).map((value) => value.toString('utf8'));
}
