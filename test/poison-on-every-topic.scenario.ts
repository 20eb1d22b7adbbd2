import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventName, goldenSamples, type ServiceName, TOPICS } from '#contracts';
import { as, closeTesting, database, eventually, outsideClient, publish, stack, topicMessages } from '#testing';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const consumed = TOPICS.flatMap((topic) => topic.consumers.map((consumer) => ({ topic, consumer })));

afterAll(() => closeTesting());

/** What no consumer can read, in the order in which it is sent; the key carries the run, so that letters are told apart. */
const POISONS: readonly { code: string; headers: (type: string) => Record<string, string>; value: Buffer }[] = [
  { code: 'no-id', headers: () => ({}), value: Buffer.from('not even an envelope') },
  { code: 'no-id', headers: (type) => ({ ...envelope(type), ce_id: 'a\0b' }), value: Buffer.from('{}') },
  { code: 'unknown-type', headers: () => envelope('fi.hyvaksiluku.nobody.nothing.v1'), value: Buffer.from('{}') },
  { code: 'not-json', headers: (type) => envelope(type), value: Buffer.from('{"institutionOid":') },
  { code: 'not-json', headers: (type) => envelope(type), value: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
  { code: 'not-json', headers: (type) => envelope(type), value: Buffer.alloc(0) },
  { code: 'schema-violation', headers: (type) => envelope(type), value: Buffer.from('{"institutionOid":"x"}') },
  { code: 'schema-violation', headers: (type) => envelope(type), value: Buffer.from('[1,2,3]') },
];

function envelope(type: string): Record<string, string> {
  return { ce_specversion: '1.0', ce_id: randomUUID(), ce_source: '/outside', ce_type: type };
}

/** Codes of the letters that the operators of a consumer find. A letter is indexed after it has been published. */
async function indexed(consumer: ServiceName, topic: string, key: string): Promise<string[]> {
  const otso = await as('otso');
  const path = `/api/${consumer}/v1/dead-letters?topic=${topic}&key=${key}`;
  return eventually(`letters of ${consumer} in its index`, async () => {
    const { body } = await otso.get<{ items: { code: string }[] }>(path);
    return body.items.length >= POISONS.length && body.items.map(({ code }) => code);
  });
}

describe('a poison message', () => {
  it.each(TOPICS.filter(({ consumers }) => consumers.length > 0).map(({ name }) => name))(
    'on %s stops nobody: each consumer dead-letters all of it in order and goes on',
    async (name) => {
      const topic = TOPICS.find((declared) => declared.name === name);
      const key = `poison-${randomUUID()}`;
      for (const { headers, value } of POISONS) {
        const record = { key, value, headers: headers(`fi.hyvaksiluku.${topic?.events[0]}`) };
        await outsideClient().publishRaw(name, record);
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
