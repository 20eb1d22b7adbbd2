import { randomUUID } from 'node:crypto';
import { type EventBodies, type EventName, topicOf } from '#contracts';
import { cloudEventMessage, type DeliveredMessage, KafkaOutsideClient } from '#messaging';
import { atTheEnd } from './at-the-end.js';
import { eventually } from './eventually.js';
import { stack } from './stack.js';

/** A record as an outside system reads it; the body is parsed when it is JSON. */
export interface TopicMessage<B = unknown> extends Omit<DeliveredMessage, 'body'> {
  readonly body: B;
}

/** What the envelope of a published event may say other than usual. */
export interface EnvelopeDifferences {
  /** Message id, to send the same event twice. */
  readonly id?: string;
  /** When the sender says that the fact happened, ISO 8601; now when left out. */
  readonly time?: string;
  readonly traceparent?: string;
  readonly correlationId?: string;
  /** As the relay would number it. */
  readonly sequence?: string;
}

let shared: KafkaOutsideClient | undefined;
const readers = new Map<string, TopicMessage[]>();

/** Kafka as a system outside uses it; one client per test file. */
export function outsideClient(): KafkaOutsideClient {
  if (!shared) {
    const client = new KafkaOutsideClient(stack().kafkaBrokers);
    shared = client;
    atTheEnd(async () => {
      shared = undefined;
      readers.clear();
      await client.close();
    });
  }
  return shared;
}

/** Publishes an event on its topic, in the name of its producer. */
export async function publish<N extends EventName>(
  name: N,
  key: string,
  institutionOid: string,
  body: EventBodies[N],
  differences: EnvelopeDifferences = {},
): Promise<void> {
  const envelope = {
    id: randomUUID(),
    source: topicOf(name).producer,
    key,
    institutionOid,
    time: new Date().toISOString(),
    ...differences,
  };
  await outsideClient().publish([cloudEventMessage(name, envelope, body)]);
}

/**
 * The first record of a topic, from its beginning, for which `match` is true; waits for it.
 * @throws Error when none comes before the deadline
 */
export async function readTopic<B = unknown>(
  topic: string,
  match: (message: TopicMessage<B>) => boolean,
  deadlineMs = 20_000,
): Promise<TopicMessage<B>> {
  const seen = (await topicMessages(topic)) as TopicMessage<B>[];
  return eventually(`a record on ${topic}`, async () => seen.find(match), deadlineMs);
}

/** Everything read from a topic so far, from its beginning; the list grows as records arrive. */
export async function topicMessages(topic: string): Promise<readonly TopicMessage[]> {
  const known = readers.get(topic);
  if (known) return known;
  const seen: TopicMessage[] = [];
  readers.set(topic, seen);
  await outsideClient().read(topic, (message) => seen.push({ ...message, body: parsed(message.body) }));
  return seen;
}

function parsed(body: Buffer): unknown {
  const text = body.toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
