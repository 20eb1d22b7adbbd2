import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventName } from '#contracts';
import { SystemClock } from '#platform';
import { eventually } from '#testing';
import { cloudEventMessage } from '../src/cloud-events.js';
import { type EventHandler, MessageEdge } from '../src/consumer/message-edge.js';
import { MemoryBroker } from '../src/memory/memory-broker.js';
import { type BrokerMessage, type DeliveredMessage } from '../src/ports.js';
import { event, INSTITUTION, silent, Workbench } from './workbench.js';

const NAME: EventName = 'notifications.message-delivered.v1';
const TOPIC = 'notifications.message.v1';
const LETTERS = 'notifications.message.v1.dlt.applications';

/** Real PostgreSQL, real edge, broker in memory: the port's promises are proved for both by the conformance suite. */
describe('inbox', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.close());

  function arrange(handler: EventHandler, options: { handlerLimitMs?: number; pauseAfterMs?: number } = {}) {
    const broker = new MemoryBroker([TOPIC, LETTERS]);
    const letters: DeliveredMessage[] = [];
    const edge = new MessageEdge({
      consumer: 'applications',
      unitOfWork: bench.unitOfWork(),
      deadLetters: broker.publisher(),
      handlers: new Map([[NAME, handler]]),
      clock: new SystemClock(),
      log: silent,
      observer: { handled: () => undefined, infrastructureDown: () => undefined },
      probe: async () => undefined,
      ...options,
    });
    const consumer = broker.consumer('applications');
    void consumer.run([TOPIC], edge.handle);
    void broker.consumer('letters').run([LETTERS], async (letter) => void letters.push(letter));
    return {
      broker,
      letters,
      edge,
      consumer,
      publish: (...messages: BrokerMessage[]) => broker.publisher().publishBatch(messages),
    };
  }

  const message = (key: string, template: string, id: string = randomUUID()): BrokerMessage =>
    cloudEventMessage(
      NAME,
      { id, source: 'notifications', key, institutionOid: INSTITUTION },
      event(key, template).body,
    );

  const effect: EventHandler = async ({ key, body }, tx) => {
    await tx.sql.query('INSERT INTO effect (key, value) VALUES ($1, $2)', [
      key,
      (body as { template: string }).template,
    ]);
  };
  async function effectsOf(key: string): Promise<string[]> {
    const rows = await bench.dataSource.query<{ value: string }[]>(
      'SELECT value FROM effect WHERE key = $1 ORDER BY n',
      [key],
    );
    return rows.map(({ value }) => value);
  }

  it('a message delivered many times has its effect once', async () => {
    const { publish } = arrange(effect);
    const key = randomUUID();
    const twice = message(key, 'one');
    await publish(twice, twice, message(key, 'two'), twice);
    await eventually('both effects', async () => (await effectsOf(key)).includes('two'));
    expect(await effectsOf(key)).toEqual(['one', 'two']);
  });

  it('effect and inbox row stand or fall together', async () => {
    let failures = 1;
    const { publish } = arrange(async (received, tx) => {
      await effect(received, tx);
      if (failures-- > 0) throw new Error('after the effect');
    });
    const key = randomUUID();
    await publish(message(key, 'one'));
    await eventually('the effect', async () => (await effectsOf(key)).length > 0);
    expect(await effectsOf(key)).toEqual(['one']);
  });

  it('a message that cannot be read is dead-lettered at once with its place and code; other keys go on', async () => {
    const { publish, letters } = arrange(effect);
    const key = randomUUID();
    const notJson = { ...message(key, 'x'), body: 'not json' };
    const noId = { ...message(key, 'x'), headers: { ...message(key, 'x').headers, ce_id: '' } };
    const unknownType = {
      ...message(key, 'x'),
      headers: { ...message(key, 'x').headers, ce_type: 'fi.hyvaksiluku.none.v1' },
    };
    const wrongShape = { ...message(key, 'x'), body: JSON.stringify({ institutionOid: INSTITUTION }) };
    const notUtf8 = { ...message(key, 'x'), body: Buffer.from([0x22, 0xff, 0x22]) };
    await publish(notJson, noId, unknownType, wrongShape, notUtf8, message(key, 'good'));
    await eventually('the good one', async () => (await effectsOf(key)).includes('good'));
    expect(letters.map(({ headers }) => headers['dlt-code'])).toEqual([
      'not-json',
      'no-id',
      'unknown-type',
      'schema-violation',
      'not-json',
    ]);
    expect(letters[0]?.headers).toMatchObject({
      'dlt-original-topic': TOPIC,
      'dlt-original-offset': '0',
      'dlt-consumer': 'applications',
      'dlt-failure': 'unreadable',
      'dlt-attempts': '1',
    });
  });

  it('a bug gets three tries, then the message is dead-lettered and its key parked in order; other keys go on within 10 s', async () => {
    let tries = 0;
    const { publish, letters } = arrange(async (received, tx) => {
      if ((received.body as { template: string }).template === 'bug') {
        tries++;
        throw new TypeError('undefined is not a function');
      }
      await effect(received, tx);
    });
    const [bad, good] = [randomUUID(), randomUUID()];
    const started = Date.now();
    await publish(
      message(bad, 'before'),
      message(bad, 'bug'),
      message(bad, 'after-1'),
      message(bad, 'after-2'),
      message(good, 'other'),
    );
    await eventually('the other key', async () => (await effectsOf(good)).length === 1, 10_000);
    await eventually('three letters', async () => letters.length === 3, 15_000);
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(tries).toBe(3);
    expect(await effectsOf(bad)).toEqual(['before']);
    expect(letters.map(({ headers }) => headers['dlt-failure'])).toEqual(['bug', 'parked-key', 'parked-key']);
    expect(letters[0]?.headers).toMatchObject({ 'dlt-attempts': '3', 'dlt-code': 'TypeError' });
    expect(letters[0]?.headers['dlt-stack-hash']).toMatch(/^[0-9a-f]{16}$/);
  });

  it('an outage of the infrastructure is waited for: nothing is lost, nothing dead-lettered', async () => {
    let outage = true;
    const { publish, letters } = arrange(
      async (received, tx) => {
        if (outage) throw Object.assign(new Error('terminating connection'), { code: '57P01' });
        await effect(received, tx);
      },
      { pauseAfterMs: 300 },
    );
    const key = randomUUID();
    await publish(message(key, 'one'), message(key, 'two'));
    await eventually('a while of outage', async () => {
      const rows = await bench.dataSource.query<{ now: Date }[]>('SELECT now()');
      return rows.length === 1 && (await effectsOf(key)).length === 0;
    });
    outage = false;
    await eventually('both effects', async () => (await effectsOf(key)).length === 2);
    expect(await effectsOf(key)).toEqual(['one', 'two']);
    expect(letters).toEqual([]);
  });

  it('a handler that hangs is cut off at its limit and its transaction rolled back', async () => {
    const { publish, letters } = arrange(
      async (received, tx) => {
        await effect(received, tx);
        await new Promise(() => undefined);
      },
      { handlerLimitMs: 200 },
    );
    const key = randomUUID();
    await publish(message(key, 'hangs'));
    await eventually('the letter', async () => letters.length === 1, 15_000);
    expect(letters[0]?.headers['dlt-failure']).toBe('time-limit');
    expect(await effectsOf(key)).toEqual([]);
  });

  it('while the dead letter cannot be published the message is kept', async () => {
    const { publish, letters, broker } = arrange(effect);
    const key = randomUUID();
    await publish({ ...message(key, 'x'), body: 'not json' }, message(key, 'good'));
    broker.goAway();
    broker.comeBack();
    await eventually('letter and effect', async () => letters.length === 1 && (await effectsOf(key)).length === 1);
    expect(letters).toHaveLength(1);
  });
});
