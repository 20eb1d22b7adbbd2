import {
  EVENT_TYPE_PREFIX,
  type EventName,
  isEventName,
  isNewerVersion,
  keyFieldsOf,
  OUTSIDE_SYSTEMS,
  recordKeyOf,
  type ServiceName,
  type TopicDefinition,
  topicOf,
  TOPICS,
  violationsOf,
} from '#contracts';
import { attributesOf, contentOf, parsed, type Unreadable } from './event-content.js';
import { canonicalTime } from './event-time.js';
import { partitionOfKey } from './kafka/partitioner.js';
import type { BrokerMessage, DeliveredMessage } from './ports.js';
import type { ReceivedEvent } from './events.js';
import { SEQUENCE_HEADER } from './sequence.js';

export type { Unreadable } from './event-content.js';

/** What stands around the body: CloudEvents 1.0.2, Kafka binding, binary mode; the attributes become headers. */
export interface Envelope {
  readonly id: string;
  /** Id of the oldest version of the fact, where the fact is published in several versions (docs/adr/0019). */
  readonly factId?: string;
  readonly source: ServiceName | 'university' | 'national';
  readonly key: string;
  readonly institutionOid: string;
  readonly time?: string;
  readonly traceparent?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** See sequence.ts: the relay sets it; here only tests do that play a service. */
  readonly sequence?: string;
}

/** Headers of one event. Anonymous events get neither time, trace, cause nor correlation (R85). */
export function cloudEventHeaders(name: EventName, envelope: Envelope): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    'content-type': 'application/json; charset=utf-8',
    ce_specversion: '1.0',
    ce_id: envelope.id,
    ce_source: `/hyvaksiluku/${envelope.source}`,
    ce_type: EVENT_TYPE_PREFIX + name,
    ce_subject: envelope.key,
    ce_dataschema: `https://hyvaksiluku.fi/schemas/events/${name.replace('.', '/')}.schema.json`,
    ce_institutionoid: envelope.institutionOid,
    ce_factid: envelope.factId,
  };
  if (!topicOf(name).anonymous) {
    headers['ce_time'] = envelope.time;
    headers['traceparent'] = envelope.traceparent;
    headers['ce_correlationid'] = envelope.correlationId;
    headers['ce_causationid'] = envelope.causationId;
    headers[SEQUENCE_HEADER] = envelope.sequence;
  }
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** One event as a record for the broker; what systems outside (and tests playing them) publish. */
export function cloudEventMessage(name: EventName, envelope: Envelope, body: object): BrokerMessage {
  return {
    topic: topicOf(name).name,
    key: envelope.key,
    headers: cloudEventHeaders(name, envelope),
    body: JSON.stringify(body),
  };
}

/** The event that the envelope says it is; undefined for a type that libs/contracts does not know. */
export function eventNameIn(headers: Readonly<Record<string, string>>): EventName | undefined {
  const name = nameIn(headers);
  return isEventName(name) ? name : undefined;
}

/** The same of a record, also of one in structured mode. */
export function eventNameOf(message: DeliveredMessage): EventName | undefined {
  return eventNameIn(attributesOf(message));
}

/**
 * An event of a topic in a major version that this deployment does not know yet: the older version of the same fact is on
 * the topic too (docs/adr/0019), so this one is passed over and not dead-lettered.
 */
export function isOfNewerVersion(message: DeliveredMessage): boolean {
  return isNewerVersion(nameIn(attributesOf(message)), message.topic);
}

function nameIn(headers: Readonly<Record<string, string>>): string {
  const type = headers['ce_type'] ?? '';
  return type.startsWith(EVENT_TYPE_PREFIX) ? type.slice(EVENT_TYPE_PREFIX.length) : '';
}

/** What the inbox knows a record by: the same in every version of a fact, so that its effect is had once. */
export function factIdOf(message: DeliveredMessage): string {
  return message.tombstone ? tombstoneId(message) : factIdIn(attributesOf(message));
}

function factIdIn(headers: Readonly<Record<string, string>>): string {
  return headers['ce_factid'] || headers['ce_id'] || '';
}

/** What the inbox knows a tombstone by; with its time, as offsets begin anew when a topic is made again. */
function tombstoneId({ topic, partition, offset, timestamp }: DeliveredMessage): string {
  return `tombstone ${topic}/${partition}/${offset}/${timestamp ?? 0}`;
}

/** Trace and correlation that a record continues. */
export function traceOf(message: DeliveredMessage) {
  const headers = attributesOf(message);
  // Our own producers write the header of W3C, CloudEvents SDKs their tracing extension.
  return {
    traceparent: headers['traceparent'] ?? headers['ce_traceparent'],
    correlationId: headers['ce_correlationid'],
  };
}

export type Decoded = { readonly event: ReceivedEvent } | { readonly unreadable: Unreadable };

export interface DecodeOptions {
  /** Takes a record wherever it stands: for one that an operator has checked, and for knowing it by its id. */
  readonly anyPartition?: boolean;
}

/**
 * Reads envelope and body of a record as a tolerant consumer: unknown fields and attributes are fine, everything else is
 * checked. A header without a value, or with an empty one, is an absent one.
 */
export function decode(message: DeliveredMessage, { anyPartition = false }: DecodeOptions = {}): Decoded {
  const content = contentOf(message);
  if ('code' in content) return { unreadable: content };
  const { headers } = content;
  const key = message.key ?? '';
  const name = eventNameIn(headers);
  const wrongEnvelope = wrongIdIn(headers, message.topic) ?? wrongKey(key) ?? wrongAttributeIn(headers);
  if (wrongEnvelope) return { unreadable: wrongEnvelope };
  const time = headers['ce_time'] ? canonicalTime(headers['ce_time']) : undefined;
  if (headers['ce_time'] && time === undefined) {
    return unreadable('bad-time', 'header ce_time is no time as RFC 3339 writes it');
  }
  if (!name) return unreadable('unknown-type', 'header ce_type');
  const topic = topicOf(name);
  if (topic.name !== message.topic) return unreadable('wrong-topic', `${name} belongs on ${topic.name}`);
  const body = parsed(content.data);
  if (body === undefined) return unreadable('not-json', 'record value');
  const violations = violationsOf(name, body, 'consumer');
  if (violations.length > 0) {
    return unreadable('schema-violation', violations.map(({ path, message: why }) => `${path} ${why}`).join('; '));
  }
  const institutionOid = (body as { institutionOid: string }).institutionOid;
  if ((headers['ce_institutionoid'] || institutionOid) !== institutionOid) {
    return unreadable('no-institution', 'header ce_institutionoid differs from the body');
  }
  if ((recordKeyOf(name, body) ?? key) !== key) {
    return unreadable('key-mismatch', `the record key is not ${keyFieldsOf(topic)} of the body`);
  }
  if ((headers['ce_subject'] || key) !== key) {
    return unreadable('key-mismatch', 'header ce_subject differs from the record key');
  }
  if (!anyPartition && isFromOutside(topic) && partitionOfKey(key, topic.partitions) !== message.partition) {
    return unreadable('wrong-partition', WRONG_PARTITION);
  }
  return { event: { id: factIdIn(headers), name, key, time, institutionOid, body: body as ReceivedEvent['body'] } };
}

const WRONG_PARTITION =
  'the key belongs on another partition: send with murmur2, as Java, kafkajs and kafka-python do by themselves; ' +
  'librdkafka: partitioner=murmur2_random; others: docs/examples/README.md';

/** Only what others send: our own publisher is one for all services, and what stands in the outbox is sent as it is. */
function isFromOutside({ producer }: TopicDefinition): boolean {
  return (OUTSIDE_SYSTEMS as readonly string[]).includes(producer);
}

function wrongIdIn(headers: Readonly<Record<string, string>>, topic: string): Unreadable | undefined {
  if (!headers['ce_id']) return { code: 'no-id', detail: 'header ce_id is missing or empty' };
  const isRight = OURS.has(topic) ? isUuid : isId;
  const wrong = ['ce_id', 'ce_factid'].find((name) => headers[name] && !isRight(headers[name]));
  return wrong === undefined ? undefined : { code: 'no-id', detail: `header ${wrong} is no id` };
}

const OURS: ReadonlySet<string> = new Set(TOPICS.filter((topic) => !isFromOutside(topic)).map(({ name }) => name));

function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/** An id of a sender's own: 1 to 200 printable characters, none of them white space at an end. */
function isId(id: string): boolean {
  return isIndexable(id) && id.trim() === id && !TEXTS_OF_NOTHING.has(id);
}

/**
 * What programs write of a value that is missing. As an id it would be every event's id, and each event after the first
 * would count as seen and be lost without a trace.
 */
const TEXTS_OF_NOTHING: ReadonlySet<string> = new Set(['null', 'undefined', 'None', 'nil', 'NaN', '[object Object]']);

function wrongKey(key: string): Unreadable | undefined {
  return isIndexable(key)
    ? undefined
    : { code: 'no-key', detail: 'record key: 1 to 200 characters in UTF-8, none of them a control character' };
}

const PLAIN_ASCII = /^[ -~]{1,200}$/;
const UNSTORABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/u;

/**
 * Ids and keys stand in indexes of the database: not endless, without NUL, which PostgreSQL cannot store, and without
 * what stands for bytes that are no UTF-8, as two different texts would become one.
 */
export function isIndexable(text: string): boolean {
  return PLAIN_ASCII.test(text) || (text.length >= 1 && text.length <= 200 && !UNSTORABLE.test(text));
}

function wrongAttributeIn(headers: Readonly<Record<string, string>>): Unreadable | undefined {
  const { ce_specversion: version, ce_source: source } = headers;
  if (version !== '1.0') {
    const detail = 'header ce_specversion is not 1.0 (Kafka Connect: header.converter is to be StringConverter)';
    return { code: 'wrong-specversion', detail };
  }
  if (!source) return { code: 'no-source', detail: 'header ce_source is missing or empty' };
  return undefined;
}

function unreadable(code: Unreadable['code'], detail: string): Decoded {
  return { unreadable: { code, detail: detail.slice(0, 1000) } };
}
