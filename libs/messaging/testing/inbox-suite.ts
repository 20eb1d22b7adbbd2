import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { DeadLetterReason } from '../src/consumer/dead-letter.js';
import type { Failure } from '../src/consumer/failure-policy.js';
import type { Inbox, Receipt } from '../src/consumer/inbox.js';
import type { ReceivedEvent } from '../src/events.js';
import type { DeliveredMessage } from '../src/ports.js';
import type { Transaction } from '../src/unit-of-work.js';
import { changeOf, TOPIC } from './change.js';

/** What an inbox must offer, in PostgreSQL or elsewhere, to be put through the suite. */
export interface InboxUnderTest {
  readonly inbox: Inbox;
  /** Writes an effect in the transaction of the booking. */
  effect(tx: Transaction, key: string, value: string): Promise<void>;
  effectsOf(key: string): Promise<string[]>;
  /** Failures of the letters of a key, in their order. */
  lettersOf(key: string): Promise<string[]>;
}

/** The promises of the port Inbox. */
export function inboxSuite(name: string, tables: () => InboxUnderTest): void {
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

    it('records a dead letter once per record; it parks its key unless nobody could read it', async () => {
      const key = randomUUID();
      await tables().inbox.recordDeadLetter(record(key, 1), reason('unreadable'));
      expect(await receive([event(key)])).toEqual(['new']);
      await tables().inbox.recordDeadLetter(record(key, 2), reason('bug'));
      await tables().inbox.recordDeadLetter(record(key, 2), reason('parked-key'));
      await tables().inbox.recordDeadLetter(record(key, 3), reason('parked-key'));
      expect(await tables().lettersOf(key)).toEqual(['unreadable', 'bug', 'parked-key']);
      expect(await receive([event(key)])).toEqual(['parked']);
    });

    it('parks a key of one topic only', async () => {
      const key = randomUUID();
      await tables().inbox.recordDeadLetter(record(key, 201), reason('bug'));
      const elsewhere = event(key);
      const receipts = await tables().inbox.run((booking) =>
        booking.receive('study-rights.study-right.v1', [elsewhere]),
      );
      expect(receipts).toEqual(['new']);
      expect(await receive([event(key)])).toEqual(['parked']);
    });

    it('lets later events of a key through behind a refused one', async () => {
      const key = randomUUID();
      await tables().inbox.recordDeadLetter(record(key, 301), reason('refused'));
      expect(await receive([event(key)])).toEqual(['new']);
      expect(await tables().lettersOf(key)).toEqual(['refused']);
    });

    it('books nothing in for a message that it reports as parked', async () => {
      const key = randomUUID();
      const one = event(key);
      await tables().inbox.recordDeadLetter(record(key, 401), reason('bug'));
      expect(await receive([one])).toEqual(['parked']);
      expect(await receive([one])).toEqual(['parked']);
      expect(await receive([one], true)).toEqual(['new']);
    });
  });
}
