import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, SystemClock } from '#platform';
import { eventually } from '#testing';
import { cloudEventHeaders } from '../src/cloud-events.js';
import type { DeadLetterReason } from '../src/consumer/dead-letter.js';
import { recordDeadLetter } from '../src/consumer/dead-letter-table.js';
import type { Letter } from '../src/dead-letters/letter.js';
import { LetterTable } from '../src/dead-letters/letter-table.js';
import { Replaying } from '../src/dead-letters/replaying.js';
import type { DeliveredMessage } from '../src/ports.js';
import { event, INSTITUTION, Workbench } from './workbench.js';

const TOPIC = 'notifications.message.v1';
const EVERYBODY = { institutionOid: undefined };

/** Real PostgreSQL; what the consumer and the operators do to the index at the same time, step by step. */
describe('the index of dead letters', () => {
  const letters = new LetterTable('applications');
  let bench: Workbench;
  let offset = 0;
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.close());

  function message(key: string): DeliveredMessage {
    const envelope = { id: randomUUID(), source: 'notifications' as const, key, institutionOid: INSTITUTION };
    return {
      topic: TOPIC,
      partition: 3,
      offset: String(offset++),
      key,
      headers: cloudEventHeaders('notifications.message-delivered.v1', envelope),
      body: Buffer.from(JSON.stringify(event(key, 'secret text').body)),
    };
  }
  const reason = (failure: DeadLetterReason['failure']): DeadLetterReason => ({
    failure,
    code: 'TypeError',
    detail: '',
    attempts: 3,
    firstFailureAt: new Date(),
    lastFailureAt: new Date(),
    stack: 'at x',
  });
  const record = (letter: DeliveredMessage, failure: DeadLetterReason['failure'] = 'parked-key') =>
    recordDeadLetter(bench.unitOfWork(), 'applications', letter, reason(failure));
  const all = (key: string): Promise<Letter[]> =>
    letters.page(bench.dataSource.manager, EVERYBODY, { state: 'all', key }, { after: undefined, limit: 100 });
  const parked = (key: string) => letters.isParked(bench.dataSource.manager, { topic: TOPIC, key });
  const settle = (letter: Letter | undefined) => {
    if (!letter) throw new Error('There is no letter');
    const settlement = { state: 'replayed', by: 'somebody', at: new Date() } as const;
    return bench.unitOfWork().run(({ sql }) => letters.settle(sql, letter, settlement));
  };

  it('puts letters of the release before, which have no frame, into the group of their code', async () => {
    const keys = [randomUUID(), randomUUID(), randomUUID()];
    const times = { firstFailureAt: new Date(), lastFailureAt: new Date() };
    const framed = { ...reason('bug'), code: 'GroupedError', ...times };
    await recordDeadLetter(bench.unitOfWork(), 'applications', message(keys[0] ?? ''), framed);
    await recordDeadLetter(bench.unitOfWork(), 'applications', message(keys[1] ?? ''), {
      ...framed,
      ownFrame: 'f apps/x',
    });
    await bench.dataSource.query(
      `INSERT INTO dead_letter (consumer, topic, topic_partition, topic_offset, record_time, key, failure, waits_in_order,
                                code, detail, attempts, first_failure_at, last_failure_at)
       VALUES ('applications', $1, 3, $2, 0, $3, 'bug', true, 'GroupedError', '', 3, now(), now())`,
      [TOPIC, offset++, keys[2]],
    );
    const groups = (await Promise.all(keys.map(all))).map(([letter]) => letter?.group);
    expect(groups[2]).toBe(groups[0]);
    expect(groups[1]).not.toBe(groups[0]);
    const listed = await letters.groups(bench.dataSource.manager, EVERYBODY, { after: undefined, limit: 100 });
    expect(listed.filter(({ code }) => code === 'GroupedError')).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ group: groups[0], letters: 2, keys: 2, ownFrame: null, topics: [TOPIC] }),
        expect.objectContaining({ group: groups[1], letters: 1, ownFrame: 'f apps/x', failures: ['bug'] }),
      ]),
    );
  });

  it('has one row per place, however often it is recorded, and nothing of the body', async () => {
    const key = randomUUID();
    const letter = message(key);
    await record(letter, 'bug');
    await record(letter);
    expect(await all(key)).toMatchObject([
      { topic: TOPIC, offset: letter.offset, failure: 'bug', waitsInOrder: true, institutionOid: INSTITUTION },
    ]);
    const rows = await bench.dataSource.query<object[]>('SELECT * FROM dead_letter WHERE key = $1', [key]);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });

  it('distinguishes a record from the one that stood at its place before the topic was made again', async () => {
    const [before, after] = [randomUUID(), randomUUID()];
    const first = message(before);
    await record(first, 'bug');
    await settle((await all(before))[0]);
    for (const [other, timestamp] of [
      [after, 1],
      [before, 2],
    ] as const)
      await record({ ...message(other), offset: first.offset, timestamp }, 'bug');
    expect([await parked(before), await parked(after)]).toEqual([true, true]);
    expect(await all(before)).toMatchObject([{ state: 'replayed' }, { state: 'open', offset: first.offset }]);
    expect(await all(after)).toMatchObject([{ state: 'open', offset: first.offset }]);
  });

  it('the last open letter of a key unparks it, also when an unreadable one stays', async () => {
    const key = randomUUID();
    await record(message(key), 'bug');
    await record({ ...message(key), body: Buffer.from('not json') }, 'unreadable');
    await record(message(key));
    const [first, unreadable, last] = await all(key);
    expect(await settle(first)).toEqual({ settled: true, unparked: false });
    expect(await parked(key)).toBe(true);
    expect(await settle(last)).toEqual({ settled: true, unparked: true });
    expect(await parked(key)).toBe(false);
    expect(await settle(last)).toEqual({ settled: false, unparked: false });
    expect(await settle(unreadable)).toEqual({ settled: true, unparked: false });
  });

  it('a letter that was on its way when its key was unparked parks it again, so that nothing overtakes it', async () => {
    const key = randomUUID();
    await record(message(key), 'bug');
    const onItsWay = message(key);
    const [first] = await all(key);
    expect(await settle(first)).toMatchObject({ unparked: true });
    await record(onItsWay);
    expect(await parked(key)).toBe(true);
  });

  it('a letter that was settled before its message was read again leaves the key unparked', async () => {
    const key = randomUUID();
    const letter = message(key);
    await record(letter, 'bug');
    const [row] = await all(key);
    await settle(row);
    await record(letter);
    expect(await parked(key)).toBe(false);
    expect(await all(key)).toMatchObject([{ state: 'replayed' }]);
  });

  it('unparking a key waits for a letter that is being recorded, and leaves the key parked', async () => {
    const key = randomUUID();
    await record(message(key), 'bug');
    const [first] = await all(key);
    const recording = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const unitOfWork = bench.unitOfWork();
    // The same transaction as the consumer's, held open after its last statement.
    const slow = {
      run: (work: Parameters<typeof unitOfWork.run>[0]) =>
        unitOfWork.run(async (...args) => {
          await work(...args);
          recording.resolve();
          await finish.promise;
        }),
    } as typeof unitOfWork;
    const recorded = recordDeadLetter(slow, 'applications', message(key), reason('parked-key'));
    await recording.promise;
    const settled = settle(first);
    await eventually('the settling waits for the lock', async () => {
      const [{ waiting } = { waiting: 0 }] = await bench.dataSource.query<{ waiting: number }[]>(
        `SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')`,
      );
      return waiting > 0;
    });
    finish.resolve();
    await recorded;
    expect(await settled).toEqual({ settled: true, unparked: false });
    expect(await parked(key)).toBe(true);
  });

  it('shows no key that might be somebody, and stores any bytes that a stranger sends', async () => {
    const secret = '131052-308T';
    const before = await bench.dataSource.query<{ id: string }[]>('SELECT max(id) AS id FROM dead_letter');
    const personOid = '1.2.246.562.24.24080100016';
    // Parts of the last two look like identity codes unless one checks where they begin and end.
    const ids = ['kallio-2024-0001', '00123456-789a-4abc-8def-000000000000', '0b0a1f6e-1c51-4f0e-9b41-5123456a789b'];
    for (const key of [secret, `${secret}\0`, personOid, 'ä'.repeat(10_000), undefined, ...ids]) {
      const strange = { ...message('x'), key, headers: { ce_id: '\0', ce_type: '\0' }, body: Buffer.from([0xff]) };
      await record(strange, 'unreadable');
    }
    const rows = await bench.dataSource.query<{ key: string }[]>(
      'SELECT * FROM dead_letter WHERE id > $1 ORDER BY id',
      [before[0]?.id],
    );
    const withheld = Array<string>(4).fill('(withheld)');
    expect(rows.map(({ key }) => key)).toEqual([...withheld, '', ...ids]);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(personOid);
  });

  it('announces on a channel what became of a replay', async () => {
    const seen: unknown[] = [];
    const listener = (announced: unknown) => void seen.push(announced);
    subscribe('hyvaksiluku:messaging:replay', listener);
    try {
      const key = randomUUID();
      const sent = message(key);
      await record(sent, 'bug');
      const [letter] = await all(key);
      if (!letter) throw new Error('There is no letter');
      const outcomes = [() => Promise.reject(new RangeError('no')), () => Promise.resolve('done' as const)];
      const replayer = { replay: () => outcomes.shift()?.() ?? Promise.reject(new Error('once too often')) };
      const replaying = new Replaying(bench.unitOfWork(), letters, replayer, new SystemClock());
      const operator = { personId: randomUUID(), institutionOid: INSTITUTION } as Actor;
      expect(await replaying.run(operator, letter, sent)).toMatchObject({ replayed: false });
      expect(await replaying.run(operator, letter, sent)).toEqual({ replayed: true });
      const what = { consumer: 'applications', letterId: letter.id, topic: TOPIC };
      expect(seen).toEqual([
        { ...what, outcome: 'failed', code: 'RangeError' },
        { ...what, outcome: 'done' },
      ]);
    } finally {
      unsubscribe('hyvaksiluku:messaging:replay', listener);
    }
  });
});
