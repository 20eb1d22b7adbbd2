import { describe, expect, it } from '@jest/globals';
import { type EventName, eventSchemas, goldenSamples, recordKeyOf, topicOf } from '#contracts';
import { cloudEventHeaders, cloudEventMessage, decode } from './cloud-events.js';
import { partitionOfKey } from './kafka/partitioner.js';
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
  const key = recordKeyOf(name, body) ?? envelope.key;
  const { topic, headers, body: text } = cloudEventMessage(name, { ...envelope, key, institutionOid }, body);
  const partition = partitionOfKey(key, topicOf(name).partitions);
  return { topic, key, headers, body: Buffer.from(text), partition, offset: '0', ...change };
}

describe('CloudEvents envelope', () => {
  it.each(events)('%s: every golden sample is read back as it was sent', (name) => {
    for (const body of goldenSamples(name).values()) {
      const decoded = decode(delivered(name, body));
      expect(decoded).toMatchObject({ event: { id: envelope.id, name, key: recordKeyOf(name, body), body } });
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
    ['more than 512 KiB', { body: Buffer.alloc(512 * 1024 + 1, ' ') }, 'too-large'],
    ['an array', { body: Buffer.from('[]') }, 'schema-violation'],
    ['an event on a foreign topic', { topic: 'university.course.v1' }, 'wrong-topic'],
  ])('%s is unreadable', (_, change, code) => {
    const [body] = goldenSamples('decisions.decision-made.v1').values();
    expect(decode(delivered('decisions.decision-made.v1', body ?? {}, change))).toMatchObject({ unreadable: { code } });
  });

  const [decision = {}] = goldenSamples('decisions.decision-made.v1').values();
  const [course = {}] = goldenSamples('university.course-published.v1').values();
  const withHeaders = (name: EventName, body: object, headers: Record<string, string>) => {
    const message = delivered(name, body);
    return decode({ ...message, headers: { ...message.headers, ...headers } });
  };
  const ofDecision = (headers: Record<string, string>) => withHeaders('decisions.decision-made.v1', decision, headers);
  const ofCourse = (headers: Record<string, string>) => withHeaders('university.course-published.v1', course, headers);

  it.each<[string, Record<string, string>, string]>([
    ['an id of ours that is no UUID', { ce_id: '17' }, 'no-id'],
    ['the id of the fact that is no UUID', { ce_factid: 'null' }, 'no-id'],
    ['no version of CloudEvents', { ce_specversion: '' }, 'wrong-specversion'],
    ['version 0.3 of CloudEvents', { ce_specversion: '0.3' }, 'wrong-specversion'],
    ['1.0 as Kafka Connect rewrites it', { ce_specversion: '1' }, 'wrong-specversion'],
    ['no source', { ce_source: '' }, 'no-source'],
    ['a time that is none', { ce_time: '2026-02-30T00:00:00Z' }, 'bad-time'],
    ['a subject that is not the key', { ce_subject: 'another' }, 'key-mismatch'],
    ['XML', { 'content-type': 'application/xml' }, 'wrong-content-type'],
    ['another charset', { 'content-type': 'application/json; charset="ISO-8859-1"' }, 'wrong-content-type'],
    ['a binary format of CloudEvents', { 'content-type': 'application/cloudevents+avro' }, 'wrong-content-type'],
    ['a batch', { 'content-type': 'application/cloudevents-batch+json; charset=UTF-8' }, 'event-batch'],
  ])('%s is unreadable by a reason of its own', (_, headers, code) => {
    expect(ofDecision(headers)).toMatchObject({ unreadable: { code } });
  });

  it.each(['null', 'undefined', 'None', ' id', 'id\n', 'a\u0085b', 'a\ufffdb', '\ud800', 'i'.repeat(201)])(
    '%j is no id of anybody: all events with it would count as one, or could not be distinguished from others',
    (id) => {
      expect(ofCourse({ ce_id: id })).toMatchObject({ unreadable: { code: 'no-id' } });
      expect(ofCourse({ ce_factid: id })).toMatchObject({ unreadable: { code: 'no-id' } });
    },
  );

  it.each(['1', 'A-17', 'urn:uuid:0193A0B0', 'päätös 7', 'i'.repeat(200)])('%j is an id of a sender outside', (id) => {
    expect(ofCourse({ ce_id: id })).toMatchObject({ event: { id } });
  });

  it.each(['application/json', 'application/json; charset=UTF-8', 'application/vnd.university+json'])(
    'a body announced as %s is read',
    (contentType) => {
      expect(ofCourse({ 'content-type': contentType })).toMatchObject({ event: { body: course } });
    },
  );

  it('a header that is empty is an absent one', () => {
    const empty = { ce_time: '', ce_factid: '', ce_subject: '', ce_institutionoid: '' };
    expect(ofCourse(empty)).toMatchObject({ event: { id: envelope.id, time: undefined } });
  });

  it('values of one attribute that differ are unreadable; other headers may have as many as they like', () => {
    const message = delivered('university.course-published.v1', course);
    const twice = (name: string) => decode({ ...message, contradictions: { [name]: ['a', 'b'] } });
    expect(twice('ce_id')).toMatchObject({ unreadable: { code: 'contradicting-headers' } });
    expect(twice('content-type')).toMatchObject({ unreadable: { code: 'contradicting-headers' } });
    expect(twice('x-hop')).toMatchObject({ event: { id: envelope.id } });
  });

  it.each(events)('%s: a key other than the body says is unreadable', (name) => {
    for (const body of goldenSamples(name).values()) {
      if (recordKeyOf(name, body) === undefined) continue;
      const key = 'another-key';
      const message = delivered(name, body, { key });
      const partition = partitionOfKey(key, topicOf(name).partitions);
      const headers = { ...message.headers, ce_subject: key };
      expect(decode({ ...message, headers, partition })).toMatchObject({ unreadable: { code: 'key-mismatch' } });
    }
  });

  it('a record from outside stands where murmur2 puts its key, unless an operator has decided otherwise', () => {
    const message = delivered('university.course-published.v1', course);
    const elsewhere = { ...message, partition: (message.partition + 1) % 12 };
    expect(decode(elsewhere)).toMatchObject({
      unreadable: { code: 'wrong-partition', detail: expect.stringContaining('partitioner=murmur2_random') },
    });
    expect(decode(elsewhere, { anyPartition: true })).toMatchObject({ event: { id: envelope.id } });
    const ours = delivered('decisions.decision-made.v1', decision);
    expect(decode({ ...ours, partition: (ours.partition + 1) % 12 })).toHaveProperty('event');
  });

  describe('in structured mode', () => {
    const binary = delivered('university.course-published.v1', course);
    const whole = {
      ...{ specversion: '1.0', id: 'A-1', source: '/university', type: binary.headers['ce_type'] },
      ...{ subject: binary.key, time: '2026-11-23T10:00:00.123456+02:00', institutionoid: envelope.institutionOid },
      ...{ datacontenttype: 'application/json', data: { ...course, institutionOid: envelope.institutionOid } },
    };
    const key = `${envelope.institutionOid}:${(course as { courseCode?: string }).courseCode}`;
    const written = (event: object, contentType = 'application/cloudevents+json; charset=utf-8') =>
      decode({
        ...binary,
        ...{ key, partition: partitionOfKey(key, 12), headers: { 'content-type': contentType } },
        body: Buffer.from(JSON.stringify({ ...event, subject: key })),
      });
    const data = Buffer.from(JSON.stringify(whole.data));

    it('an event is read as in binary mode, its data as JSON or in base64', () => {
      const read = { event: { id: 'A-1', key, time: '2026-11-23T08:00:00.123Z', body: whole.data } };
      expect(written(whole)).toMatchObject(read);
      expect(written({ ...whole, data: undefined, data_base64: data.toString('base64') })).toMatchObject(read);
      expect(written({ ...whole, dataschema: null, sequence: 7, sampled: true })).toMatchObject(read);
    });

    it.each<[string, object, string]>([
      ['no id', { id: null }, 'no-id'],
      ['an id in parts', { id: { is: 'here' } }, 'not-json'],
      ['another version', { specversion: '0.3' }, 'wrong-specversion'],
      ['another type of data', { datacontenttype: 'text/plain' }, 'wrong-content-type'],
      ['data twice', { data_base64: data.toString('base64') }, 'not-json'],
      ['no data', { data: undefined }, 'not-json'],
      ['data of another shape', { data: 'text' }, 'schema-violation'],
      ['another institution', { institutionoid: '1.2.246.562.10.99' }, 'no-institution'],
    ])('with %s it is unreadable by the reason of that', (_, change, code) => {
      expect(written({ ...whole, ...change })).toMatchObject({ unreadable: { code } });
    });

    it('it is known by its envelope too, as the SDK for Python announces it', () => {
      expect(written(whole, 'application/json')).toMatchObject({ event: { id: 'A-1', body: whole.data } });
    });

    it('headers beside it give it no attribute', () => {
      const headers = { 'content-type': 'application/cloudevents+json', ce_id: 'beside' };
      const body = Buffer.from(JSON.stringify({ ...whole, id: undefined }));
      expect(decode({ ...binary, headers, body })).toMatchObject({ unreadable: { code: 'no-id' } });
    });
  });

  it('an envelope of one institution around a body of another is unreadable', () => {
    const [body] = goldenSamples('decisions.decision-made.v1').values();
    const message = delivered('decisions.decision-made.v1', body ?? {});
    const headers = { ...message.headers, ce_institutionoid: '1.2.246.562.10.20000000002' };
    expect(decode({ ...message, headers })).toMatchObject({ unreadable: { code: 'no-institution' } });
  });
});
