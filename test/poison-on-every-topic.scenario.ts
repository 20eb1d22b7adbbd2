import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventName, goldenSamples, type ServiceName, topicOf, TOPICS } from '#contracts';
import { partitionOfKey } from '#messaging';
import { as, closeTesting, database, eventually, outsideClient, publish, stack, topicMessages } from '#testing';

type Headers = NonNullable<Parameters<ReturnType<typeof outsideClient>['publishRaw']>[1]['headers']>;

const UNIVERSITY = '1.2.246.562.10.10000000001';
const consumed = TOPICS.flatMap((topic) => topic.consumers.map((consumer) => ({ topic, consumer })));

afterAll(() => closeTesting());

interface Poison {
  readonly code: string;
  readonly headers: (type: string) => Headers;
  readonly value: Buffer | ((event: EventName) => Buffer);
}

const json = (body: object) => Buffer.from(JSON.stringify(body));
const aBody = (event: EventName): object => [...goldenSamples(event).values()][0] ?? {};
const aSample = (event: EventName) => json(aBody(event));
const STRUCTURED = { 'content-type': 'application/cloudevents+json' };

/** Messages that no consumer can read, in the order in which they are sent; the key carries the run, so that letters can be distinguished. */
const POISONS: readonly Poison[] = [
  { code: 'no-id', headers: () => ({}), value: Buffer.from('not even an envelope') },
  { code: 'no-id', headers: (type) => ({ ...envelope(type), ce_id: 'a\0b' }), value: Buffer.from('{}') },
  { code: 'no-id', headers: (type) => ({ ...envelope(type), ce_id: 'null' }), value: aSample },
  { code: 'no-id', headers: (type) => ({ ...envelope(type), ce_id: Buffer.from([0xff]) }), value: aSample },
  { code: 'no-id', headers: (type) => ({ ...envelope(type), ce_factid: ' ' }), value: aSample },
  { code: 'unknown-type', headers: () => envelope('fi.hyvaksiluku.nobody.nothing.v1'), value: Buffer.from('{}') },
  { code: 'not-json', headers: (type) => envelope(type), value: Buffer.from('{"institutionOid":') },
  { code: 'not-json', headers: (type) => envelope(type), value: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
  { code: 'not-json', headers: (type) => envelope(type), value: Buffer.alloc(0) },
  { code: 'schema-violation', headers: (type) => envelope(type), value: Buffer.from('{"institutionOid":"x"}') },
  { code: 'schema-violation', headers: (type) => envelope(type), value: Buffer.from('[1,2,3]') },
  { code: 'wrong-specversion', headers: (type) => ({ ...envelope(type), ce_specversion: '1' }), value: aSample },
  { code: 'no-source', headers: (type) => ({ ...envelope(type), ce_source: '' }), value: aSample },
  { code: 'bad-time', headers: (type) => ({ ...envelope(type), ce_time: 'yesterday' }), value: aSample },
  {
    code: 'contradicting-headers',
    headers: (type) => ({ ...envelope(type), ce_id: [randomUUID(), randomUUID()] }),
    value: aSample,
  },
  {
    code: 'wrong-content-type',
    headers: (type) => ({ ...envelope(type), 'content-type': 'application/json; charset=iso-8859-1' }),
    value: aSample,
  },
  {
    code: 'event-batch',
    headers: () => ({ 'content-type': 'application/cloudevents-batch+json' }),
    value: Buffer.from('[]'),
  },
  { code: 'not-json', headers: () => STRUCTURED, value: Buffer.from('[]') },
  { code: 'no-id', headers: () => STRUCTURED, value: json({ specversion: '1.0', id: null }) },
  { code: 'key-mismatch', headers: (type) => envelope(type), value: aSample },
  {
    code: 'key-mismatch',
    headers: () => STRUCTURED,
    value: (event) =>
      json({
        ...{ specversion: '1.0', id: randomUUID(), source: '/outside', type: `fi.hyvaksiluku.${event}` },
        data: aBody(event),
      }),
  },
];

function envelope(type: string): Record<string, string> {
  return { ce_specversion: '1.0', ce_id: randomUUID(), ce_source: '/outside', ce_type: type };
}

/** Codes of the letters that the operators of a consumer find. A letter is indexed after it has been published. */
async function indexed(consumer: ServiceName, topic: string, key: string): Promise<string[]> {
  const otso = await as('otso');
  const path = `/api/${consumer}/v1/dead-letters?topic=${topic}&key=${key}&limit=100`;
  return eventually(`letters of ${consumer} in its index`, async () => {
    const { body } = await otso.get<{ items: { code: string }[] }>(path);
    return body.items.length >= POISONS.length && body.items.map(({ code }) => code);
  });
}

describe('a poison message', () => {
  it.each(TOPICS.filter(({ consumers }) => consumers.length > 0).map(({ name }) => name))(
    'on %s stops no consumer: each dead-letters all of it in order and goes on',
    async (name) => {
      const topic = TOPICS.find((declared) => declared.name === name);
      const key = `poison-${randomUUID()}`;
      const [event] = topic?.events ?? [];
      if (!event) throw new Error(`${name} carries no event`);
      for (const { headers, value } of POISONS) {
        const bytes = typeof value === 'function' ? value(event) : value;
        await outsideClient().publishRaw(name, { key, value: bytes, headers: headers(`fi.hyvaksiluku.${event}`) });
      }
      for (const consumer of topic?.consumers ?? []) {
        const letters = await topicMessages(deadLetterTopic(name, consumer));
        const mine = () => letters.filter((letter) => letter.key === key);
        await eventually(`dead letters of ${consumer}`, async () => mine().length >= POISONS.length, 60_000);
        expect(mine().map(({ headers }) => headers['dlt-code'])).toEqual(POISONS.map(({ code }) => code));
        expect(mine()[0]?.headers).toMatchObject({ 'dlt-consumer': consumer, 'dlt-original-topic': name });
        expect(await indexed(consumer, name, key)).toEqual(POISONS.map(({ code }) => code));
      }
    },
  );

  it('without a key is dead-lettered too', async () => {
    const id = randomUUID();
    const name = 'national.study-right-transfer.v1';
    await outsideClient().publishRaw(name, { key: null, value: '{}', headers: { ce_id: id } });
    const letters = await topicMessages(deadLetterTopic(name, 'study-rights'));
    const letter = await eventually(
      'the letter',
      async () => letters.find(({ headers }) => headers['ce_id'] === id),
      60_000,
    );
    expect(letter.headers['dlt-code']).toBe('no-key');
  });

  it('on a partition where its key does not belong is refused by a reason of its own; an operator may replay it', async () => {
    const [topic, event] = ['university.person.v1', 'university.person-published.v1'] as const;
    const [personId, id] = [randomUUID(), randomUUID()];
    const partition = (partitionOfKey(personId, topicOf(event).partitions) + 1) % topicOf(event).partitions;
    const value = json({ ...aBody(event), personId });
    const headers = { ...envelope(`fi.hyvaksiluku.${event}`), ce_id: id };
    await outsideClient().publishRaw(topic, { key: personId, value, headers, partition });
    const otso = await as('otso');
    for (const { consumer } of consumed.filter(({ topic: { name } }) => name === topic)) {
      const letters = `/api/${consumer}/v1/dead-letters`;
      const [letter] = await eventually(`the letter of ${consumer}`, async () => {
        const { body } = await otso.get<{ items: { id: string }[] }>(`${letters}?topic=${topic}&key=${personId}`);
        return body.items.length === 1 && body.items;
      });
      expect(letter).toMatchObject({ code: 'wrong-partition', failure: 'unreadable', messageId: id, keyParked: false });
      const replayed = await otso.post<object>(`${letters}/${letter?.id}/replay`, {});
      expect(replayed).toMatchObject({ status: 200, body: { state: 'replayed' } });
      const { rowCount } = await database(consumer).query(
        'SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = $2',
        [consumer, id],
      );
      expect(rowCount).toBe(1);
    }
  });

  it('leaves no trace of its content in the log of a service', async () => {
    const secret = `131052-308T-${randomUUID()}`;
    await outsideClient().publishRaw('university.person.v1', {
      key: `poison-${randomUUID()}`,
      value: JSON.stringify({ institutionOid: secret, lastName: secret }),
      headers: { ...envelope('fi.hyvaksiluku.university.person-published.v1'), ce_id: secret.slice(12) },
    });
    const letters = await topicMessages(deadLetterTopic('university.person.v1', 'applications'));
    await eventually(
      'the letter',
      async () => letters.some(({ headers }) => headers['ce_id'] === secret.slice(12)),
      60_000,
    );
    const log = await readFile(`${stack().logFolder}/applications.log`, 'utf8');
    expect(log).toContain('message dead-lettered');
    expect(log).not.toContain(secret);
  });

  it('does not keep the next good event of its key from having its effect', async () => {
    const personId = randomUUID();
    await outsideClient().publishRaw('university.person.v1', { key: personId, value: 'poison', headers: {} });
    const name: EventName = 'university.person-published.v1';
    const [sample] = goldenSamples(name).values();
    const id = randomUUID();
    await publish(name, personId, UNIVERSITY, { ...sample, personId } as never, { id });
    for (const { consumer } of consumed.filter(({ topic }) => topic.name === 'university.person.v1')) {
      await eventually(`the effect in ${consumer}`, async () => {
        const { rowCount } = await database(consumer).query(
          'SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = $2',
          [consumer, id],
        );
        return rowCount === 1;
      });
    }
    const health = await fetch(`${stack().gatewayUrl}/health/ready`);
    expect(health.status).toBe(200);
  });
});
