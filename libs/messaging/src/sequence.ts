import { SERVICES, TOPICS } from '#contracts';
import type { BrokerMessage, DeliveredMessage } from './ports.js';

/** Header of the CloudEvents extension `sequence`. */
export const SEQUENCE_HEADER = 'ce_sequence';
/** Digits of the largest bigint: numbers of one length are compared as text, as the extension wants it. */
const DIGITS = 19;
const NUMBER = /^[0-9]{19}$/;

const named = (topics: typeof TOPICS): ReadonlySet<string> => new Set(topics.map(({ name }) => name));
const ANONYMOUS = named(TOPICS.filter(({ anonymous }) => anonymous));
const OURS = named(TOPICS.filter(({ producer }) => SERVICES.some((service) => service === producer)));

/**
 * The record with a number that grows within each key: the number of its row in the outbox. It is the same whenever the
 * event is sent. Anonymous events get none: it would join them to the other events of their transaction (R85), and their
 * keys have one fact each (docs/adr/0028).
 */
export function numbered(message: BrokerMessage, number: string): BrokerMessage {
  if (ANONYMOUS.has(message.topic)) return message;
  return { ...message, headers: { ...message.headers, [SEQUENCE_HEADER]: number.padStart(DIGITS, '0') } };
}

/**
 * The number of a record of our own services. Undefined where there is none: on anonymous topics, in events from before
 * there were numbers, and in those of systems outside, whose numbers are theirs.
 */
export function sequenceOf({ topic, headers }: Pick<DeliveredMessage, 'topic' | 'headers'>): string | undefined {
  const number = headers[SEQUENCE_HEADER];
  if (number === undefined || !OURS.has(topic) || ANONYMOUS.has(topic)) return undefined;
  return NUMBER.test(number) ? number : undefined;
}

/**
 * Follows topics by the numbers, as the guide for consumers says (docs/examples): what has no higher number than its key
 * had before came again or comes late. The first record of a key is taken, and one without a number always.
 */
export class Follower {
  private readonly highest = new Map<string, string>();

  /** @returns whether the record is to be taken; then its number is the highest of its key */
  takes(record: { readonly topic: string; readonly key: string | undefined; readonly sequence: string | undefined }) {
    const { topic, key, sequence } = record;
    if (sequence === undefined) return true;
    const place = `${topic}\n${key ?? ''}`;
    if (sequence <= (this.highest.get(place) ?? '')) return false;
    this.highest.set(place, sequence);
    return true;
  }
}
