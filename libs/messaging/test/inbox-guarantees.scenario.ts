import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventName, goldenSamples } from '#contracts';
import { SystemClock } from '#platform';
import { eventually } from '#testing';
import { cloudEventMessage } from '../src/cloud-events.js';
import { InboxTable } from '../src/consumer/inbox-table.js';
import { MessageEdge } from '../src/consumer/message-edge.js';
import type { BatchEventHandler, EventHandler, SubjectOf } from '../src/consumer/reactions.js';
import { type BrokerMessage, type DeliveredMessage } from '../src/ports.js';
import { MemoryBroker, partitionOf } from './memory-broker.js';
import { event, INSTITUTION, silent, Workbench } from './workbench.js';

const NAME: EventName = 'notifications.message-delivered.v1';
const TOPIC = 'notifications.message.v1';
const MIXED = 'decisions.decision.v1';
const COMPACTED = 'university.person.v1';
const LETTERS = 'notifications.message.v1.dlt.applications';

/** Real PostgreSQL, real edge, broker in memory: the port's promises are proved for both by the conformance suite. */
describe('inbox', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.close());

  interface Options {
    readonly handlerLimitMs?: number;
    readonly pauseAfterMs?: number;
    readonly batchHandlers?: ReadonlyMap<EventName, BatchEventHandler>;
    readonly handlers?: ReadonlyMap<EventName, EventHandler>;
    readonly sideBySide?: ReadonlyMap<EventName, SubjectOf>;
  }

  function arrange(handler: EventHandler, options: Options = {}) {
    const broker = new MemoryBroker([TOPIC, LETTERS, MIXED, COMPACTED]);
    const letters: DeliveredMessage[] = [];
    const edge = new MessageEdge({
      consumer: 'applications',
      inbox: new InboxTable(bench.unitOfWork(), 'applications'),
      deadLetters: broker.publisher(),
      handlers: new Map([[NAME, handler]]),
      clock: new SystemClock(),
      log: silent,
      observer: { handled: () => undefined, infrastructureDown: () => undefined },
      probe: async () => undefined,
      ...options,
    });
    const consumer = broker.consumer('applications');
    void consumer.runInBatches([TOPIC, MIXED, COMPACTED], edge.handleBatch);
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
  /** Keys that the broker puts on the same partition. */
  function keysOfOnePartition(count: number): string[] {
    const keys: string[] = [];
    while (keys.length < count) {
      const key = randomUUID();
      if (partitionOf(key, 12) === 0) keys.push(key);
    }
    return keys;
  }

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

  describe('side by side', () => {
    /** What an event is about stands before the dash; nothing there: it goes alone. */
    const subjectOf: SubjectOf = ({ body }) => (body as { template: string }).template.split('-')[0] || null;
    const options = { sideBySide: new Map([[NAME, subjectOf]]) };

    it('events about different things are at work at the same time, in one transaction, each the cause of what it appends', async () => {
      let atWork = 0;
      let most = 0;
      const transactions = new Set<string>();
      const { publish } = arrange(async (received, tx) => {
        most = Math.max(most, ++atWork);
        const rows = await tx.sql.query<{ id: string }[]>('SELECT pg_current_xact_id()::text AS id');
        transactions.add(rows[0]?.id ?? '');
        await effect(received, tx);
        await tx.append(event(received.key, 'follow-up'));
        atWork -= 1;
      }, options);
      const keys = keysOfOnePartition(20);
      await publish(...keys.map((key, n) => message(key, `${n}-one`, key)));
      await eventually('the last effect', async () => (await effectsOf(keys.at(-1) ?? '')).length > 0);
      const causes = await bench.dataSource.query<{ cause: string }[]>(
        `SELECT headers->>'ce_causationid' AS cause FROM outbox WHERE aggregateid = ANY($1) ORDER BY aggregateid`,
        [keys],
      );
      expect([most, transactions.size]).toEqual([20, 1]);
      expect(causes.map(({ cause }) => cause)).toEqual([...keys].sort());
    });

    it('events of one key, and those about one thing, keep their order', async () => {
      const { publish } = arrange(async (received, tx) => {
        // Some take longer than those behind them.
        for (let n = Math.floor(Math.random() * 4); n > 0; n--) await tx.sql.query('SELECT 1');
        await effect(received, tx);
      }, options);
      const [one = '', ...keys] = keysOfOnePartition(7);
      const rounds = Array.from({ length: 15 }, (_, n) => n);
      await publish(
        ...rounds.flatMap((n) => [
          ...keys.map((key, k) => message(key, `${k}-${n}`)),
          // One thing under two keys, and one key about two things.
          message(one, `0-${n}`),
          ...(n % 3 === 0 ? [message(one, `-alone${n}`)] : []),
        ]),
      );
      await eventually('the last effects', async () => (await effectsOf(one)).includes('0-14'));
      for (const [k, key] of keys.entries()) expect(await effectsOf(key)).toEqual(rounds.map((n) => `${k}-${n}`));
      expect(await effectsOf(one)).toEqual(
        rounds.flatMap((n) => (n % 3 === 0 ? [`0-${n}`, `-alone${n}`] : [`0-${n}`])),
      );
    });

    it('one that fails touches only itself: the others have their effects, once', async () => {
      const { publish, letters } = arrange(async (received, tx) => {
        await effect(received, tx);
        if ((received.body as { template: string }).template.endsWith('bad')) await tx.sql.query('SELECT 1 / 0');
        await effect(received, tx);
      }, options);
      const keys = keysOfOnePartition(12);
      await publish(...keys.map((key, n) => message(key, n === 5 ? `${n}-bad` : `${n}-good`)));
      await eventually('the letter', async () => letters.length > 0);
      await eventually('the last effect', async () => (await effectsOf(keys.at(-1) ?? '')).length > 0);
      for (const [n, key] of keys.entries()) {
        expect([n, await effectsOf(key)]).toEqual([n, n === 5 ? [] : [`${n}-good`, `${n}-good`]]);
      }
      expect(letters.map(({ key, headers }) => [key, headers['dlt-code']])).toEqual([
        [keys[5], 'QueryFailedError 22012'],
      ]);
    });

    it('two that turn out to be about one thing only while they are at work are done one after the other', async () => {
      const { publish, letters } = arrange(async (received, tx, others) => {
        await tx.sql.query('SELECT 1');
        others?.take('the same');
        await effect(received, tx);
      }, options);
      const keys = keysOfOnePartition(2);
      await publish(...keys.map((key, n) => message(key, `${n}-one`)));
      await eventually('both effects', async () => (await effectsOf(keys[1] ?? '')).length > 0);
      expect([await effectsOf(keys[0] ?? ''), await effectsOf(keys[1] ?? ''), letters]).toEqual([
        ['0-one'],
        ['1-one'],
        [],
      ]);
    });
  });

  describe('together', () => {
    const bodyOf = (name: EventName) => {
      const [body] = goldenSamples(name).values();
      return body as { institutionOid: string };
    };
    const mixed = (name: EventName, key: string, id: string): BrokerMessage => {
      const body = { ...bodyOf(name), applicationId: key };
      return cloudEventMessage(name, { id, source: 'decisions', key, institutionOid: body.institutionOid }, body);
    };
    const remember: EventHandler = async ({ key, id }, tx) =>
      void (await tx.sql.query('INSERT INTO effect (key, value) VALUES ($1, $2)', [key, id]));
    const rememberAll: BatchEventHandler = async (events, tx) =>
      void (await tx.sql.query('INSERT INTO effect (key, value) SELECT * FROM unnest($1::text[], $2::text[])', [
        events.map(({ key }) => key),
        events.map(({ body }) => (body as { template: string }).template),
      ]));

    it('messages that wait together share a transaction, each with its effect once although some are there twice', async () => {
      const transactions = new Set<string>();
      const { publish } = arrange(async (received, tx) => {
        const rows = await tx.sql.query<{ id: string }[]>('SELECT pg_current_xact_id()::text AS id');
        transactions.add(rows[0]?.id ?? '');
        await effect(received, tx);
      });
      const key = randomUUID();
      const once = Array.from({ length: 100 }, (_, n) => message(key, String(n)));
      await publish(...once.flatMap((one, n) => (n % 10 === 0 ? [one, once[n - 5] ?? one] : [one])));
      await eventually('the last effect', async () => (await effectsOf(key)).includes('99'));
      expect(await effectsOf(key)).toEqual(Array.from({ length: 100 }, (_, n) => String(n)));
      expect(transactions.size).toBeLessThan(20);
    });

    it('a batch reaction gets what waits together and nothing twice', async () => {
      const sizes: number[] = [];
      const { publish } = arrange(effect, {
        handlers: new Map(),
        batchHandlers: new Map([
          [
            NAME,
            async (events, tx) => {
              sizes.push(events.length);
              await rememberAll(events, tx);
            },
          ],
        ]),
      });
      const key = randomUUID();
      const messages = Array.from({ length: 100 }, (_, n) => message(key, String(n)));
      await publish(...messages, ...messages.slice(0, 50), message(key, 'last'));
      await eventually('the last effect', async () => (await effectsOf(key)).includes('last'));
      expect(await effectsOf(key)).toEqual([...Array.from({ length: 100 }, (_, n) => String(n)), 'last']);
      expect(Math.max(...sizes)).toBeGreaterThan(10);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(101);
    });

    it('poison among them is found: it alone is given up, the others have their effect once and in order', async () => {
      const { publish, letters } = arrange(effect, {
        handlers: new Map(),
        batchHandlers: new Map([
          [
            NAME,
            async (events, tx) => {
              await rememberAll(events, tx);
              if (events.some(({ body }) => (body as { template: string }).template === 'poison')) {
                throw new TypeError('undefined is not a function');
              }
            },
          ],
        ]),
      });
      const [bad, good] = keysOfOnePartition(2);
      const others = Array.from({ length: 80 }, (_, n) => message(good ?? '', String(n)));
      await publish(
        ...others.slice(0, 40),
        message(bad ?? '', 'before'),
        message(bad ?? '', 'poison'),
        message(bad ?? '', 'after'),
        ...others.slice(40),
      );
      await eventually('the last of the others', async () => (await effectsOf(good ?? '')).includes('79'), 10_000);
      expect(await effectsOf(good ?? '')).toEqual(Array.from({ length: 80 }, (_, n) => String(n)));
      expect(await effectsOf(bad ?? '')).toEqual(['before']);
      await eventually('both letters', async () => letters.length >= 2);
      expect(letters.map(({ headers }) => [headers['dlt-failure'], headers['dlt-attempts']])).toEqual([
        ['bug', '3'],
        ['parked-key', '1'],
      ]);
    });

    it('events of a parked key go to the dead letters in order; those around them are handled together', async () => {
      const { publish, letters } = arrange(effect);
      const [parked, free] = keysOfOnePartition(2);
      await bench.dataSource.query(
        `INSERT INTO parked_key (consumer, topic, key, reason) VALUES ('applications', $1, $2, 'test')`,
        [TOPIC, parked],
      );
      const messages = Array.from({ length: 30 }, (_, n) => message((n % 3 === 0 ? parked : free) ?? '', String(n)));
      await publish(...messages);
      await eventually('the last effect', async () => (await effectsOf(free ?? '')).includes('29'));
      await eventually('ten letters', async () => letters.length === 10);
      const numbers = Array.from({ length: 30 }, (_, n) => n);
      expect(letters.map(({ body }) => (JSON.parse(body.toString()) as { template: string }).template)).toEqual(
        numbers.filter((n) => n % 3 === 0).map(String),
      );
      expect(await effectsOf(free ?? '')).toEqual(numbers.filter((n) => n % 3 !== 0).map(String));
    });

    it('events of one key under several names keep their order, with and without batch reactions', async () => {
      const names: EventName[] = ['decisions.decision-proposed.v1', 'decisions.decision-made.v1'];
      const [single, batch] = names;
      const order: EventHandler = remember;
      const { publish } = arrange(effect, {
        handlers: new Map([[single as EventName, order]]),
        batchHandlers: new Map([
          [
            batch as EventName,
            async (events, tx) => {
              for (const one of events) await remember(one, tx);
            },
          ],
        ]),
      });
      const key = randomUUID();
      const ids = Array.from({ length: 60 }, (_, n) => `${String(n).padStart(8, '0')}${randomUUID().slice(8)}`);
      await publish(...ids.map((id, n) => mixed(names[n % 5 === 0 ? 0 : 1] as EventName, key, id)));
      await eventually('all effects', async () => (await effectsOf(key)).length >= 60);
      expect(await effectsOf(key)).toEqual(ids);
    });

    it('what is appended names the message that caused it', async () => {
      const { publish } = arrange(async ({ key, body }, tx) => {
        await tx.append(event(key, `caused by ${(body as { template: string }).template}`));
      });
      const key = randomUUID();
      const messages = Array.from({ length: 20 }, (_, n) => message(key, String(n)));
      await publish(...messages);
      const rows = await eventually('the events', async () => {
        const found = await bench.dataSource.query<{ cause: string; template: string }[]>(
          `SELECT headers->>'ce_causationid' AS cause, payload->>'template' AS template
             FROM outbox WHERE aggregateid = $1 ORDER BY seq`,
          [key],
        );
        return found.length === 20 && found;
      });
      expect(rows).toEqual(messages.map(({ headers }, n) => ({ cause: headers['ce_id'], template: `caused by ${n}` })));
    });
  });

  it('a record without value on a compacted topic is passed over; on any other it is a dead letter', async () => {
    const { letters, edge } = arrange(effect);
    const record = {
      partition: 0,
      offset: '0',
      key: 'k',
      headers: {},
      body: Buffer.alloc(0),
      tombstone: true,
    } as const;
    await edge.handle({ ...record, topic: COMPACTED });
    expect(letters).toHaveLength(0);
    await edge.handle({ ...record, topic: TOPIC });
    await eventually('the letter', async () => letters.length === 1);
    expect(letters[0]?.headers['dlt-failure']).toBe('unreadable');
  });

  describe('replay', () => {
    it('handles a message of a parked key once, and throws instead of dead-lettering', async () => {
      let broken = true;
      const { edge, letters } = arrange(async (received, tx) => {
        await effect(received, tx);
        if (broken) throw new TypeError('still broken');
      });
      const key = randomUUID();
      await bench.dataSource.query(
        `INSERT INTO parked_key (consumer, topic, key, reason) VALUES ('applications', $1, $2, 'test')`,
        [TOPIC, key],
      );
      const { headers, body } = message(key, 'again');
      const letter = { topic: TOPIC, partition: 0, offset: '0', key, headers, body: Buffer.from(body) };
      await expect(edge.replay(letter)).rejects.toThrow('still broken');
      expect(await effectsOf(key)).toEqual([]);
      broken = false;
      expect(await edge.replay(letter)).toBe('done');
      expect(await edge.replay(letter)).toBe('seen');
      expect(await effectsOf(key)).toEqual(['again']);
      await expect(edge.replay({ ...letter, body: Buffer.from('not json') })).rejects.toThrow('not-json');
      expect(await edge.replay({ ...letter, topic: COMPACTED, tombstone: true })).toBe('ignored');
      expect(letters).toEqual([]);
    });
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
    await eventually('five letters', async () => letters.length >= 5);
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
    // Once together with the others, then three times by itself.
    expect(tries).toBe(4);
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
