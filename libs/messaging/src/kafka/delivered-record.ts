import type { KafkaMessage } from 'kafkajs';
import type { DeliveredMessage } from '../ports.js';

/**
 * A record of kafkajs in our words. A header without a value is an absent one, not the text "null". Of one that stands
 * there several times the last value counts, as for Java's `Headers.lastHeader`; when they differ, all of them are
 * kept.
 */
export function delivered(topic: string, partition: number, message: KafkaMessage): DeliveredMessage {
  const headers = new Headers() as Record<string, string>;
  let contradictions: Record<string, readonly string[]> | undefined;
  const given = message.headers ?? {};
  for (const name of Object.keys(given)) {
    const value: unknown = given[name];
    if (Buffer.isBuffer(value)) {
      headers[name] = value.toString('utf8');
      continue;
    }
    const values = valuesOf(value);
    const last = values.at(-1);
    if (last === undefined) continue;
    headers[name] = last;
    if (values.some((value) => value !== last)) {
      contradictions ??= Object.create(null) as Record<string, readonly string[]>;
      contradictions[name] = values;
    }
  }
  const { offset, value } = message;
  const key = message.key?.toString('utf8');
  const timestamp = Number(message.timestamp);
  const body = value ?? Buffer.alloc(0);
  const record = { topic, partition, offset, key, headers, timestamp, body };
  if (value !== null && !contradictions) return record;
  return { ...record, ...(contradictions && { contradictions }), ...(value === null && { tombstone: true }) };
}

/**
 * An object that has nothing by itself: a header may have any name, also one of Object.prototype's properties. V8 keeps
 * those of a constructor in a faster form than those of `Object.create(null)`.
 */
const Headers = function () {} as unknown as new () => object;
Headers.prototype = Object.create(null) as object;

/** kafkajs mixes in what Object.prototype has under the name of a header, and null for a header without a value. */
function valuesOf(header: unknown): string[] {
  const values = Array.isArray(header) ? header : [header];
  return values.filter((value) => Buffer.isBuffer(value)).map((value) => value.toString('utf8'));
}
