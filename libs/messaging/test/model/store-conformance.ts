import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import type { DeadLetterReason } from '../../src/consumer/dead-letter.js';
import type { Failure } from '../../src/consumer/failure-policy.js';
import type { Inbox, Receipt } from '../../src/consumer/inbox.js';
import type { ReceivedEvent } from '../../src/events.js';
import type { DeliveredMessage } from '../../src/ports.js';
import type { Leadership, LeadershipEvents } from '../../src/relay/outbox-store.js';
import type { Transaction, UnitOfWork } from '../../src/unit-of-work.js';
import { changeOf, keyOf, TOPIC } from './events-of-the-model.js';

/** What the tables of a service must offer, in PostgreSQL or in memory, to be put through the suite. */
export interface Tables {
  readonly unitOfWork: UnitOfWork;
  readonly inbox: Inbox;
  lead(events: LeadershipEvents): Promise<Leadership | undefined>;
  /** Sends what the unit of work sends when it wakes a leader elsewhere. */
  notify(): void;
  effect(tx: Transaction, key: string, value: string): Promise<void>;
  effectsOf(key: string): Promise<string[]>;
  /** Failures of the letters of a key, in their order. */
  lettersOf(key: string): Promise<string[]>;
}

/** The promises of the ports OutboxStore, Leadership and Inbox, put to the real tables and to those of the model alike. */
export function storeConformance(name: string, tables: () => Tables): void {
  const nobody: LeadershipEvents = { onNotify: () => undefined, onLost: () => undefined };

  describe(`the outbox ${name}`, () => {
    let leadership: Leadership;
    beforeEach(async () => {
      const lead = await tables().lead(nobody);
      if (!lead) throw new Error('Somebody else leads');
      leadership = lead;
    });
    afterEach(() => leadership.close());

    const tell = (letter: string, ...values: string[]) =>
      tables().unitOfWork.run((tx) => tx.append(...values.map((value) => changeOf(keyOf(letter), value))));
    const waiting = async (inFlight: Parameters<Leadership['table']['waiting']>[0] = []) =>
      (await leadership.table.waiting(inFlight)).rows;
    const told = (rows: Awaited<ReturnType<typeof waiting>>) =>
      rows.map(
        ({ message: { key, body } }) =>
          `${key.at(-1)} ${(JSON.parse(body.toString()) as { template: string }).template}`,
      );
    const markAll = async () => leadership.table.mark(await waiting());

    it('gives out what was committed, in order, until it is marked', async () => {
      await tell('a', '1', '2');
      await tell('b', '3');
      await expect(
        tables().unitOfWork.run(async (tx) => {
          await tx.append(changeOf(keyOf('a'), 'rolled back'));
          throw new Error('refused');
        }),
      ).rejects.toThrow('refused');
      await tell('a', '4');
      const rows = await waiting();
      expect(told(rows)).toEqual(['a 1', 'a 2', 'b 3', 'a 4']);
      expect(told(await waiting(rows.slice(0, 2)))).toEqual(['b 3', 'a 4']);
      await leadership.table.mark(rows.slice(1, 3));
      expect(told(await waiting())).toEqual(['a 1', 'a 4']);
      await markAll();
      expect(await waiting()).toEqual([]);
    });

    it('sets a row aside at the limit; its key waits behind it, the others do not', async () => {
      await tell('c', '1', '2');
      await tell('f', '3');
      const [first] = await waiting();
      if (!first) throw new Error('Nothing waits');
      expect(await leadership.table.countFailure(first, 'too large', 2)).toBe(false);
      expect(told(await waiting())).toEqual(['c 1', 'c 2', 'f 3']);
      expect(await leadership.table.countFailure(first, 'too large', 2)).toBe(true);
      expect(told(await waiting())).toEqual(['f 3']);
      await leadership.table.mark([first]);
      await markAll();
    });

    it('has one leader; the next one leads when it has gone, and nobody can mark without the lead', async () => {
      expect(await tables().lead(nobody)).toBeUndefined();
      await tell('a', '1');
      const [row] = await waiting();
      await leadership.close();
      await expect(leadership.table.mark(row ? [row] : [])).rejects.toThrow();
      let notified = 0;
      const next = await eventually('the next lead', () => tables().lead({ ...nobody, onNotify: () => notified++ }));
      leadership = next;
      expect(told(await waiting())).toEqual(['a 1']);
      tables().notify();
      await eventually('the notification', async () => notified > 0);
      await markAll();
    });
  });

  describe(`the inbox ${name}`, () => {
    const event = (key: string, id = randomUUID()): ReceivedEvent =>
      ({ ...changeOf(key, '1 good'), id, time: undefined }) as ReceivedEvent;
    const receive = (events: readonly ReceivedEvent[], evenIfParked = false): Promise<Receipt[]> =>
      tables().inbox.run((booking) => booking.receive(TOPIC, events, evenIfParked));

    it('knows a message again, also the second of two in one transaction', async () => {
      const [one, two] = [event(randomUUID()), event(randomUUID())];
      expect(await receive([one, one, two])).toEqual(['new', 'seen', 'new']);
      expect(await receive([two, event(randomUUID()), one])).toEqual(['seen', 'new', 'seen']);
    });

    it('forgets what was rolled back, with its effect', async () => {
      const one = event(randomUUID());
      const handle = (fails: boolean) =>
        tables().inbox.run(async (booking) => {
          const receipts = await booking.receive(TOPIC, [one]);
          await tables().effect(booking.effectsOf(one), one.key, 'effect');
          if (fails) throw new Error('after the effect');
          return receipts;
        });
      await expect(handle(true)).rejects.toThrow('after the effect');
      expect(await tables().effectsOf(one.key)).toEqual([]);
      expect(await handle(false)).toEqual(['new']);
      expect(await tables().effectsOf(one.key)).toEqual(['effect']);
    });

    const record = (key: string, offset: number): DeliveredMessage => ({
      ...{ topic: TOPIC, partition: 0, offset: String(offset), key, headers: {}, timestamp: 1 },
      body: Buffer.from('{}'),
    });
    const reason = (failure: Failure): DeadLetterReason => ({
      ...{ failure, code: 'x', detail: '', attempts: 1 },
      ...{ firstFailureAt: new Date(), lastFailureAt: new Date() },
    });

    it('does not book in what is parked, unless it was seen before or is replayed', async () => {
      const key = randomUUID();
      const [before, after, other] = [event(key), event(key), event(randomUUID())];
      await receive([before]);
      await tables().inbox.recordDeadLetter(record(key, 101), reason('bug'));
      await tables().inbox.recordDeadLetter(record(key, 102), reason('time-limit'));
      expect(await receive([before, other, after])).toEqual(['seen', 'new', 'parked']);
      expect(await receive([after], true)).toEqual(['new']);
      expect(await receive([after])).toEqual(['seen']);
    });

    it.each([
      ['commits', false, 'seen'],
      ['rolls back', true, 'new'],
    ])('lets the second of two transactions with one message wait until the first %s', async (_, fails, receipt) => {
      const one = event(randomUUID());
      const [booked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const first = tables().inbox.run(async (booking) => {
        await booking.receive(TOPIC, [one]);
        booked.resolve();
        await released.promise;
        if (fails) throw new Error('rolled back');
      });
      const ended = first.catch(() => undefined);
      await booked.promise;
      const second = receive([one]);
      released.resolve();
      await ended;
      expect(await second).toEqual([receipt]);
    });

    it('notes a dead letter once per record; it parks its key unless nobody could read it', async () => {
      const key = randomUUID();
      await tables().inbox.recordDeadLetter(record(key, 1), reason('unreadable'));
      expect(await receive([event(key)])).toEqual(['new']);
      await tables().inbox.recordDeadLetter(record(key, 2), reason('bug'));
      await tables().inbox.recordDeadLetter(record(key, 2), reason('parked-key'));
      await tables().inbox.recordDeadLetter(record(key, 3), reason('parked-key'));
      expect(await tables().lettersOf(key)).toEqual(['unreadable', 'bug', 'parked-key']);
      expect(await receive([event(key)])).toEqual(['parked']);
    });
  });
}
