import { describe, expect, it } from '@jest/globals';
import { type EventName, eventSchemas, goldenSamples, topicOf } from '#contracts';
import { cloudEventHeaders, cloudEventMessage, decode } from './cloud-events.js';
import type { DeliveredMessage } from './ports.js';
import { startOfMonth } from './unit-of-work.js';

const events = [...eventSchemas().events.keys()];
const envelope = {
  id: '0193a0b0-0000-7000-8000-000000000099',
  source: 'decisions' as const,
  key: 'k',
  institutionOid: '1.2.246.562.10.10000000001',
  time: '2026-11-23T08:00:00.000Z',
  traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  correlationId: 'request-1',
  causationId: 'cause-1',
};

function delivered(name: EventName, body: object, change: Partial<DeliveredMessage> = {}): DeliveredMessage {
  const institutionOid = (body as { institutionOid: string }).institutionOid;
  const { topic, key, headers, body: text } = cloudEventMessage(name, { ...envelope, institutionOid }, body);
  return { topic, key, headers, body: Buffer.from(text), partition: 0, offset: '0', ...change };
}

describe('CloudEvents envelope', () => {
  it.each(events)('%s: every golden sample is read back as it was sent', (name) => {
    for (const body of goldenSamples(name).values()) {
      const decoded = decode(delivered(name, body));
      expect(decoded).toMatchObject({ event: { id: envelope.id, name, key: 'k', body } });
    }
  });

  it('[R85] anonymous events carry no time, trace, correlation or cause, and their record time is the month', () => {
    const names = events.filter((name) => topicOf(name).anonymous);
    expect(names).toEqual([
      'decisions.precedent-digest-published.v1',
      'decisions.precedent-released.v1',
      'recognition-bank.precedent-filed.v1',
      'recognition-bank.republish-requested.v1',
    ]);
    for (const name of names) {
      expect(Object.keys(cloudEventHeaders(name, envelope)).sort()).toEqual([
        'ce_dataschema',
        'ce_id',
        'ce_institutionoid',
        'ce_source',
        'ce_specversion',
        'ce_subject',
        'ce_type',
        'content-type',
      ]);
    }
    expect(startOfMonth(new Date('2026-11-23T08:00:00Z')).toISOString()).toBe('2026-11-01T00:00:00.000Z');
  });

  it.each<[string, Partial<DeliveredMessage>, string]>([
    ['no key', { key: undefined }, 'no-key'],
    ['a key with a NUL', { key: 'a\0b' }, 'no-key'],
    ['a key that fits into no index', { key: 'k'.repeat(201) }, 'no-key'],
    ['no headers', { headers: {} }, 'no-id'],
    [
      'an id with a NUL',
      { headers: { ...cloudEventHeaders('decisions.decision-made.v1', envelope), ce_id: 'a\0b' } },
      'no-id',
    ],
    ['broken JSON', { body: Buffer.from('{') }, 'not-json'],
    ['not UTF-8', { body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }, 'not-json'],
    ['NUL that PostgreSQL cannot store', { body: Buffer.from('{"a":"\\u0000"}') }, 'not-json'],
    ['empty value', { body: Buffer.alloc(0) }, 'not-json'],
    ['an array', { body: Buffer.from('[]') }, 'schema-violation'],
    ['an event on a foreign topic', { topic: 'university.course.v1' }, 'wrong-topic'],
  ])('%s is unreadable', (_, change, code) => {
    const [body] = goldenSamples('decisions.decision-made.v1').values();
    expect(decode(delivered('decisions.decision-made.v1', body ?? {}, change))).toMatchObject({ unreadable: { code } });
  });

  it('an envelope of one institution around a body of another is unreadable', () => {
    const [body] = goldenSamples('decisions.decision-made.v1').values();
    const message = delivered('decisions.decision-made.v1', body ?? {});
    const headers = { ...message.headers, ce_institutionoid: '1.2.246.562.10.20000000002' };
    expect(decode({ ...message, headers })).toMatchObject({ unreadable: { code: 'no-institution' } });
  });
});
