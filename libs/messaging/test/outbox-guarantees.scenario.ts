import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopics, TOPICS } from '#contracts';
import { eventually, FrozenClock, stack } from '#testing';
import { KafkaOutsideClient } from '../src/kafka/kafka-outside-client.js';
import { type BrokerMessage, type DeliveredMessage, type EventPublisher, UnpublishableError } from '../src/ports.js';
import { OutboxTable } from '../src/relay/outbox-table.js';
import { Follower, sequenceOf } from '../src/sequence.js';
import { FrozenLink } from './frozen-link.js';
import { event, kafkaPublisher, ownConnection, Workbench } from './workbench.js';

const TOPIC = 'notifications.message.v1';

describe('outbox', () => {
  let bench: Workbench;
  let outside: KafkaOutsideClient;
  const seen: DeliveredMessage[] = [];
  const templatesOf = (key: string) =>
    seen
      .filter((message) => message.key === key)
      .map((message) => (JSON.parse(message.body.toString()) as { template: string }).template);

  beforeAll(async () => {
    bench = await Workbench.open();
    outside = new KafkaOutsideClient(stack().kafkaBrokers);
    await outside.read(TOPIC, (message) => seen.push(message));
  });
  afterAll(async () => {
    await outside.close();
    await bench.close();
  });

  it('a committed event is published in CloudEvents binary mode; a rolled back one never is', async () => {
    const relay = bench.relay();
    const unitOfWork = bench.unitOfWork(relay);
    const [kept, lost] = [randomUUID(), randomUUID()];
    await expect(
      unitOfWork.run(async (tx) => {
        await tx.append(event(lost, 'rolled-back'));
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await unitOfWork.run((tx) => tx.append(event(kept, 'committed')));
    await eventually('the committed event', async () => templatesOf(kept).length === 1);
    const message = seen.find(({ key }) => key === kept);
    expect(message?.headers).toMatchObject({
      ce_specversion: '1.0',
      ce_type: 'fi.hyvaksiluku.notifications.message-delivered.v1',
      ce_source: '/hyvaksiluku/applications',
      ce_institutionoid: '1.2.246.562.10.10000000001',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(templatesOf(lost)).toEqual([]);
    await relay.flushAndStop(5000);
    expect(await bench.waiting()).toBe(0);
  });

  it('an event that breaks its own schema never reaches the outbox', async () => {
    const broken = { ...event(randomUUID(), 'x'), body: { nonsense: true } as never };
    await expect(bench.unitOfWork().run((tx) => tx.append(broken))).rejects.toThrow('breaks its schema');
    expect(await bench.waiting()).toBe(0);
  });

  it('an event whose key is not what its body says never reaches the outbox', async () => {
    const misplaced = { ...event(randomUUID(), 'x'), key: randomUUID() };
    await expect(bench.unitOfWork().run((tx) => tx.append(misplaced))).rejects.toThrow('the key is not /messageId');
    expect(await bench.waiting()).toBe(0);
  });

  it('events of one key are published in commit order under concurrent transactions', async () => {
    const relay = bench.relay();
    const unitOfWork = bench.unitOfWork(relay);
    const keys = Array.from({ length: 5 }, () => randomUUID());
    for (const key of keys) await bench.dataSource.query('INSERT INTO parent VALUES ($1, 0)', [key]);
    const commands = keys.flatMap((key) => Array.from({ length: 30 }, () => key));
    await Promise.all(
      commands.map((key) =>
        unitOfWork.run(async (tx) => {
          const rows = await tx.sql.query<[{ version: number }[], number]>(
            'UPDATE parent SET version = version + 1 WHERE key = $1 RETURNING version',
            [key],
          );
          await tx.append(event(key, String(rows[0][0]?.version)));
        }),
      ),
    );
    await eventually('all events', async () => keys.every((key) => templatesOf(key).length >= 30));
    for (const key of keys) expect(templatesOf(key).map(Number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    await relay.flushAndStop(5000);
  });

  it('the numbers of a key grow in commit order, also where no row stands behind the key: none is dropped as late', async () => {
    const relay = bench.relay();
    const unitOfWork = bench.unitOfWork(relay);
    const keys: string[] = [randomUUID(), randomUUID()];
    const commands = Array.from({ length: 100 }, (_, n) => keys.map((key) => event(key, String(n))));
    // Each in both orders of the keys: locking them must not deadlock.
    await Promise.all(
      commands.map((events, n) => unitOfWork.run((tx) => tx.append(...(n % 2 === 0 ? events : events.toReversed())))),
    );
    await eventually('all events', async () => keys.every((key) => templatesOf(key).length >= 100));
    const follower = new Follower();
    const published = seen.filter(({ key }) => keys.includes(key ?? ''));
    const taken = published.filter((message) => follower.takes({ ...message, sequence: sequenceOf(message) }));
    expect(published.map(sequenceOf)).not.toContain(undefined);
    expect(taken).toHaveLength(200);
    await relay.flushAndStop(5000);
  });

  it('after a restore of the database the next leader lifts the numbers above all that were ever given', async () => {
    const key = randomUUID();
    const first = bench.relay();
    await eventually('a leader', async () => first.isLeader);
    await bench.unitOfWork(first).run((tx) => tx.append(event(key, 'before')));
    await eventually('the event before', async () => templatesOf(key).length === 1);
    await first.flushAndStop(5000);
    await bench.dataSource.query(`SELECT setval(pg_get_serial_sequence('outbox', 'seq'), 1000000)`);
    const next = bench.relay();
    await eventually('the next leader', async () => next.isLeader);
    await bench.unitOfWork(next).run((tx) => tx.append(event(key, 'after')));
    await eventually('the event after', async () => templatesOf(key).length === 2);
    const [before = '', after = ''] = seen.filter((message) => message.key === key).map((one) => sequenceOf(one));
    expect(after > before).toBe(true);
    await next.flushAndStop(5000);
  });

  it('a backlog longer than a batch goes out in the order of appending', async () => {
    const key = randomUUID();
    const templates = Array.from({ length: 1200 }, (_, n) => String(n));
    await bench.unitOfWork().run((tx) => tx.append(...templates.map((template) => event(key, template))));
    const relay = bench.relay();
    await eventually('the backlog', async () => templatesOf(key).length >= 1200);
    expect(templatesOf(key)).toEqual(templates);
    await relay.flushAndStop(5000);
  });

  it('a row that commits later than younger rows is not stepped over', async () => {
    const relay = bench.relay();
    const [slow, quick] = [randomUUID(), randomUUID()];
    const connection = await ownConnection(bench.databaseUrl);
    const bodyOf = (key: string) => JSON.stringify(event(key, 'slow').body);
    await connection.query('BEGIN');
    await connection.query(
      `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at)
       VALUES ($1, 'message', $2, 't', $3, $4, '{}', 'x', now())`,
      [randomUUID(), slow, bodyOf(slow), TOPIC],
    );
    await bench.unitOfWork(relay).run((tx) => tx.append(event(quick, 'quick')));
    await eventually('the younger row', async () => templatesOf(quick).length === 1);
    await connection.query('COMMIT');
    await connection.end();
    await eventually('the older row', async () => templatesOf(slow).length === 1);
    await relay.flushAndStop(5000);
  });

  it('with two relays one leads; when it goes the other takes over without loss', async () => {
    const [first, second] = [bench.relay(), bench.relay()];
    await eventually('a leader', async () => first.isLeader || second.isLeader);
    expect([first.isLeader, second.isLeader].filter(Boolean)).toHaveLength(1);
    const [leader, standby] = first.isLeader ? [first, second] : [second, first];
    const key = randomUUID();
    const unitOfWork = bench.unitOfWork(standby);
    await unitOfWork.run((tx) => tx.append(event(key, '1')));
    await eventually('an event appended beside the standby', async () => templatesOf(key).length === 1);
    await leader.flushAndStop(5000);
    await unitOfWork.run((tx) => tx.append(event(key, '2')));
    await eventually('the event after the change', async () => templatesOf(key).length === 2);
    expect(standby.isLeader).toBe(true);
    await standby.flushAndStop(5000);
  });

  it('while the broker is away rows wait in order and nothing is set aside', async () => {
    let away = true;
    const real = kafkaPublisher();
    const flaky: EventPublisher = {
      connect: () => real.connect(),
      close: () => real.close(),
      publishBatch: async (messages: readonly BrokerMessage[]) => {
        if (away) throw new Error('connect ECONNREFUSED');
        await real.publishBatch(messages);
      },
    };
    const relay = bench.relay(flaky);
    const key = randomUUID();
    const unitOfWork = bench.unitOfWork(relay);
    for (const n of ['1', '2', '3']) await unitOfWork.run((tx) => tx.append(event(key, n)));
    await eventually('a leader', async () => relay.isLeader);
    expect(await bench.waiting()).toBe(3);
    away = false;
    await eventually('all three', async () => templatesOf(key).length >= 3);
    expect(templatesOf(key)).toEqual(['1', '2', '3']);
    await relay.flushAndStop(5000);
  });

  it('a row that the broker refuses is set aside and blocks its own key only', async () => {
    const real = kafkaPublisher();
    const refusing: EventPublisher = {
      connect: () => real.connect(),
      close: () => real.close(),
      publishBatch: async (messages: readonly BrokerMessage[]) => {
        if (messages.some(({ body }) => String(body).includes('refused')))
          throw new UnpublishableError('MESSAGE_TOO_LARGE');
        await real.publishBatch(messages);
      },
    };
    const relay = bench.relay(refusing);
    const unitOfWork = bench.unitOfWork(relay);
    const [bad, good] = [randomUUID(), randomUUID()];
    await unitOfWork.run((tx) =>
      tx.append(event(bad, 'before'), event(bad, 'refused'), event(bad, 'after'), event(good, 'other')),
    );
    await eventually('the other key', async () => templatesOf(good).length >= 1);
    const reason = await eventually('the row set aside', async () => {
      const rows = await bench.dataSource.query<{ set_aside_reason: string }[]>(
        'SELECT set_aside_reason FROM outbox WHERE aggregateid = $1 AND set_aside_reason IS NOT NULL',
        [bad],
      );
      return rows[0]?.set_aside_reason;
    });
    expect(reason).toBe('MESSAGE_TOO_LARGE');
    await unitOfWork.run((tx) => tx.append(event(good, 'later')));
    await eventually('later events of the other key', async () => templatesOf(good).includes('later'));
    expect(templatesOf(bad)).toEqual(['before']);
    await relay.flushAndStop(5000);
  });

  it('a backlog of bodies near the limit, all of one key, goes out in order and is not refused for its size', async () => {
    const key = randomUUID();
    const templates = Array.from({ length: 20 }, (_, n) => `${n} ${'ä'.repeat(250_000)}`);
    // Past the unit of work: the schema of this event knows no long text.
    for (const template of [...templates, '20 small']) {
      await bench.dataSource.query(
        `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at)
         VALUES ($1, 'message', $2, 't', $3, $4, '{}', 'x', now())`,
        [randomUUID(), key, JSON.stringify(event(key, template).body), TOPIC],
      );
    }
    const relay = bench.relay();
    await eventually('all of them', async () => templatesOf(key).length >= 21);
    expect(templatesOf(key).map((template) => parseInt(template))).toEqual(Array.from({ length: 21 }, (_, n) => n));
    await relay.flushAndStop(5000);
    const refused = await bench.dataSource.query<object[]>(
      'SELECT FROM outbox WHERE aggregateid = $1 AND (published_at IS NULL OR attempts > 0)',
      [key],
    );
    expect(refused).toHaveLength(0);
  });

  it('a leader whose database connection hangs gives up by itself; another takes over and nothing is missing', async () => {
    const link = await FrozenLink.to(bench.databaseUrl);
    const key = randomUUID();
    try {
      const hanging = bench.relay(kafkaPublisher(), link.url);
      const unitOfWork = bench.unitOfWork();
      await unitOfWork.run((tx) => tx.append(event(key, '1')));
      await eventually('the first event', async () => templatesOf(key).length === 1);
      link.freeze();
      const standby = bench.relay();
      await unitOfWork.run((tx) => tx.append(event(key, '2')));
      await eventually('the second event', async () => templatesOf(key).length === 2, 30_000);
      expect(standby.isLeader).toBe(true);
      await eventually('the end of the old leadership', async () => !hanging.isLeader, 30_000);
      await standby.flushAndStop(5000);
      link.thaw();
      await unitOfWork.run((tx) => tx.append(event(key, '3')));
      await eventually('the third event', async () => templatesOf(key).includes('3'), 30_000);
      expect(hanging.isLeader).toBe(true);
      expect([...new Set(templatesOf(key))]).toEqual(['1', '2', '3']);
      await hanging.flushAndStop(5000);
    } finally {
      await link.close();
    }
  });

  it('an event of a service whose clock is years ahead is published all the same', async () => {
    const relay = bench.relay();
    const key = randomUUID();
    const clock = new FrozenClock('2035-02-28T12:00:00Z');
    await bench.unitOfWork(relay, clock).run((tx) => tx.append(event(key, 'from the future')));
    await eventually('the event', async () => templatesOf(key).length === 1);
    expect(seen.find((message) => message.key === key)?.headers['ce_time']).toBe('2035-02-28T12:00:00.000Z');
    await relay.flushAndStop(5000);
  });

  it('[R96] a record has the time of its publication, an anonymous one its month, so that no retention takes what nobody has read', async () => {
    const key = randomUUID();
    for (const wrong of ['1999-12-31T23:59:59Z', '2035-02-28T12:00:00Z'])
      await bench.unitOfWork(undefined, new FrozenClock(wrong)).run((tx) => tx.append(event(key, wrong)));
    await bench.dataSource.query(
      `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at)
       SELECT gen_random_uuid(), aggregatetype, aggregateid, type, payload, topic, headers - 'ce_time', institution_oid,
              date_trunc('month', occurred_at, 'UTC')
         FROM outbox WHERE aggregateid = $1 AND headers->>'ce_time' LIKE '1999%'`,
      [key],
    );
    const client = await ownConnection(bench.databaseUrl);
    const { rows } = await new OutboxTable(client).waiting();
    await client.end();
    const times = rows.filter(({ message }) => message.key === key).map(({ message }) => message.timestamp ?? 0);
    const now = new Date();
    expect(times).toHaveLength(3);
    for (const time of times.slice(0, 2)) expect(Math.abs(time - now.getTime())).toBeLessThan(60_000);
    const lastMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1);
    expect([lastMonth, Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)]).toContain(times[2]);
    await bench.dataSource.query('DELETE FROM outbox WHERE aggregateid = $1', [key]);
  });

  it('the declared topics stand on the broker, dead-letter topics included', () => {
    const names = [...TOPICS, ...deadLetterTopics()].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
