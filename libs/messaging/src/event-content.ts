import { isUtf8 } from 'node:buffer';
import { MAX_BODY_BYTES } from '#contracts';
import type { DeliveredMessage } from './ports.js';

/** A message that can never be understood: retrying is of no use. `detail` names places, never values. */
export interface Unreadable {
  readonly code:
    | 'no-id'
    | 'no-key'
    | 'no-source'
    | 'no-institution'
    | 'wrong-specversion'
    | 'wrong-content-type'
    | 'event-batch'
    | 'too-large'
    | 'contradicting-headers'
    | 'bad-time'
    | 'unknown-type'
    | 'wrong-topic'
    | 'not-json'
    | 'schema-violation'
    | 'key-mismatch'
    | 'wrong-partition';
  readonly detail: string;
}

/** What a record says, in whichever way of CloudEvents it was written. */
export interface Content {
  /** Attributes as headers in binary mode name them: `ce_id`, `content-type`; other headers beside them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly data: JsonText;
}

/** JSON as bytes of a record, or as a part of a structured event that has been parsed already. */
type JsonText = { readonly bytes: Buffer } | { readonly value: unknown };

/** What our own producers write, and nearly everybody else: worth no closer look. */
const JSON_IN_UTF8 = 'application/json; charset=utf-8';

function isUsual(headers: Readonly<Record<string, string>>): boolean {
  return headers['content-type'] === JSON_IN_UTF8 && Boolean(headers['ce_id']);
}

/**
 * Attributes and data of a record: CloudEvents 1.0.2, Kafka binding 3.2 (binary) and 3.3 (structured, JSON format).
 * A batch is refused: the Kafka binding has none.
 */
export function contentOf(message: DeliveredMessage): Content | Unreadable {
  const { headers, contradictions } = message;
  const contradicting = contradictions && Object.keys(contradictions).filter(isAttribute).sort();
  if (contradicting && contradicting.length > 0) {
    return unreadable('contradicting-headers', `${contradicting.join(', ')} stand there with several values`);
  }
  if (message.body.length > MAX_BODY_BYTES) {
    return unreadable('too-large', `record value: ${MAX_BODY_BYTES / 1024} KiB at most`);
  }
  const contentType = headers['content-type'];
  if (isUsual(headers)) return { headers, data: { bytes: message.body } };
  if (contentType === undefined) return unannounced(message);
  const { media, charset } = mediaTypeOf(contentType);
  if (media === 'application/cloudevents-batch+json') {
    return unreadable('event-batch', 'content-type: one event is one record; a batch of events is not taken');
  }
  if (charset !== undefined && !UTF_8.has(charset)) {
    return unreadable('wrong-content-type', 'content-type: text is read as UTF-8 only');
  }
  if (media === 'application/cloudevents+json') return structured(message);
  return isJson(media)
    ? unannounced(message)
    : unreadable('wrong-content-type', 'content-type: JSON, or application/cloudevents+json, is read');
}

/**
 * Binary mode, unless no attribute is there and the value is an envelope: the SDK for Python announces an event in
 * structured mode by the content type of its data, or not at all.
 */
function unannounced(message: DeliveredMessage): Content | Unreadable {
  const { headers, body } = message;
  const hasAttribute = Object.keys(headers).some((name) => name.startsWith('ce_'));
  const value = hasAttribute ? undefined : parsed({ bytes: body });
  const isEnvelope = typeof value === 'object' && value !== null && 'specversion' in value;
  return isEnvelope ? structured(message) : { headers, data: { bytes: body } };
}

/** Headers of a record by their names in binary mode, whether or not the rest of it can be read. */
export function attributesOf(message: DeliveredMessage): Readonly<Record<string, string>> {
  if (isUsual(message.headers)) return message.headers;
  const content = contentOf(message);
  return 'code' in content ? message.headers : content.headers;
}

/** The value, or undefined for what is no JSON text in UTF-8 without NUL, which PostgreSQL cannot store. */
export function parsed(data: JsonText): unknown {
  if ('value' in data) return data.value;
  const { bytes } = data;
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  if (text.includes('\\u0000')) return undefined;
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

/** Attributes of CloudEvents; any other header that stands there several times counts with its last value. */
export function isAttribute(header: string): boolean {
  return header.startsWith('ce_') || header === 'content-type';
}

const UTF_8 = new Set(['utf-8', 'utf8', 'us-ascii']);

function mediaTypeOf(contentType: string): { media: string; charset: string | undefined } {
  const [media = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  return { media: media.trim(), charset: charset?.slice('charset='.length).replaceAll('"', '').trim() };
}

function isJson(media: string): boolean {
  return media === 'application/json' || /^[a-z0-9.+-]+\/[a-z0-9.-]+\+json$/.test(media);
}

/** A CloudEvent in the JSON format (1.0.2) as if it had been written in binary mode. Null attributes are absent ones. */
function structured({ body, headers: around }: DeliveredMessage): Content | Unreadable {
  const event = parsed({ bytes: body });
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    return unreadable('not-json', 'record value: an event in structured mode is a JSON object');
  }
  const { data, data_base64: base64, ...attributes } = event as Readonly<Record<string, unknown>>;
  // Headers beside the envelope may carry the trace, but no attribute: the envelope alone says what they are.
  const headers = new Map(Object.entries(around).filter(([name]) => !isAttribute(name)));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (typeof value === 'object') return unreadable('not-json', 'record value: an attribute has parts');
    if (name === 'datacontenttype') headers.set('content-type', String(value));
    else headers.set(`ce_${name}`, String(value));
  }
  const contentType = headers.get('content-type');
  if (contentType !== undefined && !isJson(mediaTypeOf(contentType).media)) {
    return unreadable('wrong-content-type', 'datacontenttype: JSON is read');
  }
  const asHeaders = Object.fromEntries(headers);
  if (base64 === undefined) return { headers: asHeaders, data: { value: data } };
  if (data !== undefined || typeof base64 !== 'string') {
    return unreadable('not-json', 'record value: either data, or data_base64 as text');
  }
  return { headers: asHeaders, data: { bytes: Buffer.from(base64, 'base64') } };
}

function unreadable(code: Unreadable['code'], detail: string): Unreadable {
  return { code, detail };
}
