import type { KafkaMessage } from 'kafkajs';
import type { DeliveredMessage } from '../ports.js';

/** A record of kafkajs in our words. */
export function delivered(topic: string, partition: number, message: KafkaMessage): DeliveredMessage {
  const headers: Record<string, string> = {};
  for (const name in message.headers) {
    const value = message.headers[name];
    headers[name] = String(Array.isArray(value) ? value[0] : value);
  }
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString('utf8'),
    headers,
    body: message.value ?? Buffer.alloc(0),
    timestamp: Number(message.timestamp),
    ...(message.value === null && { tombstone: true }),
  };
}
