import { isUtf8 } from 'node:buffer';
import {
  EVENT_TYPE_PREFIX,
  type EventName,
  isEventName,
  isNewerVersion,
  type ServiceName,
  topicOf,
  violationsOf,
} from '#contracts';
import type { BrokerMessage, DeliveredMessage } from './ports.js';
import type { ReceivedEvent } from './events.js';

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

/**
 * An event of a topic in a major version that this deployment does not know yet: the older version of the same fact is on
 * the topic too (docs/adr/0019), so this one is passed over and not dead-lettered.
 */
export function isOfNewerVersion({ topic, headers }: DeliveredMessage): boolean {
  return isNewerVersion(nameIn(headers), topic);
}

function nameIn(headers: Readonly<Record<string, string>>): string {
  const type = headers['ce_type'] ?? '';
  return type.startsWith(EVENT_TYPE_PREFIX) ? type.slice(EVENT_TYPE_PREFIX.length) : '';
}

/** A message that can never be understood: retrying is of no use. `detail` names places, never values. */
export interface Unreadable {
  readonly code:
    'no-id' | 'no-key' | 'no-institution' | 'unknown-type' | 'wrong-topic' | 'not-json' | 'schema-violation';
  readonly detail: string;
}

export type Decoded = { readonly event: ReceivedEvent } | { readonly unreadable: Unreadable };

/** Reads envelope and body of a record as a tolerant consumer: unknown fields are fine, everything else is checked. */
export function decode(message: DeliveredMessage): Decoded {
  const { headers } = message;
  const name = eventNameIn(headers);
  // The same in every version of a fact, so that its effect is had once whatever version a consumer reacts to.
  const id = headers['ce_factid'] || headers['ce_id'];
  if (!headers['ce_id'] || !id || !isStorableId(id)) return unreadable('no-id', 'header ce_id or ce_factid');
  if (!message.key || !isStorableId(message.key)) return unreadable('no-key', 'record key');
  if (!name) return unreadable('unknown-type', 'header ce_type');
  if (topicOf(name).name !== message.topic)
    return unreadable('wrong-topic', `${name} belongs on ${topicOf(name).name}`);
  const body = parse(message.body);
  if (body === undefined) return unreadable('not-json', 'record value');
  const violations = violationsOf(name, body, 'consumer');
  if (violations.length > 0) {
    return unreadable('schema-violation', violations.map(({ path, message: why }) => `${path} ${why}`).join('; '));
  }
  const institutionOid = (body as { institutionOid: string }).institutionOid;
  if ((headers['ce_institutionoid'] ?? institutionOid) !== institutionOid) {
    return unreadable('no-institution', 'header ce_institutionoid differs from the body');
  }
  return {
    event: {
      id,
      name,
      key: message.key,
      time: headers['ce_time'],
      institutionOid,
      body: body as ReceivedEvent['body'],
    },
  };
}

/** What the inbox knows a tombstone by; with its time, as offsets begin anew when a topic is made again. */
export function tombstoneId({ topic, partition, offset, timestamp }: DeliveredMessage): string {
  return `tombstone ${topic}/${partition}/${offset}/${timestamp ?? 0}`;
}

/** Ids and keys stand in indexes of the database: not endless, and without NUL, which PostgreSQL cannot store. */
export function isStorableId(id: string): boolean {
  return id.length <= 200 && !id.includes('\0');
}

/** JSON text in UTF-8 without NUL, which PostgreSQL cannot store. */
function parse(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  if (text.includes('\\u0000')) return undefined;
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function unreadable(code: Unreadable['code'], detail: string): Decoded {
  return { unreadable: { code, detail: detail.slice(0, 1000) } };
}
