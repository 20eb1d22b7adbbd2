import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import type { Leadership, LeadershipEvents } from '../src/relay/outbox-store.js';
import type { UnitOfWork } from '../src/unit-of-work.js';
import { changeOf, keyOf } from './change.js';

/** What an outbox must offer, in PostgreSQL or elsewhere, to be put through the suite. Nobody else leads it. */
export interface OutboxUnderTest {
  readonly unitOfWork: UnitOfWork;
  lead(events: LeadershipEvents): Promise<Leadership | undefined>;
  /** Sends what the unit of work sends when it wakes a leader elsewhere. */
  notify(): void;
}

/** The promises of the ports OutboxStore and Leadership. */
export function outboxSuite(name: string, tables: () => OutboxUnderTest): void {
  const nobody: LeadershipEvents = { onNotify: () => undefined, onLost: () => undefined };

  describe(`the outbox ${name}`, () => {
    let leadership: Leadership;
    beforeEach(async () => {
      const lead = await tables().lead(nobody);
      if (!lead) throw new Error('Somebody else leads');
      leadership = lead;
    });
    afterEach(() => leadership.close());

    const append = (letter: string, ...values: string[]) =>
      tables().unitOfWork.run((tx) => tx.append(...values.map((value) => changeOf(keyOf(letter), value))));
    const waiting = async (inFlight: Parameters<Leadership['table']['waiting']>[0] = []) =>
      (await leadership.table.waiting(inFlight)).rows;
    const contents = (rows: Awaited<ReturnType<typeof waiting>>) =>
      rows.map(
        ({ message: { key, body } }) =>
          `${key.at(-1)} ${(JSON.parse(body.toString()) as { template: string }).template}`,
      );
    const markAll = async () => leadership.table.mark(await waiting());

    it('gives out what was committed, in order, until it is marked', async () => {
      await append('a', '1', '2');
      await append('b', '3');
      await expect(
        tables().unitOfWork.run(async (tx) => {
          await tx.append(changeOf(keyOf('a'), 'rolled back'));
          throw new Error('refused');
        }),
      ).rejects.toThrow('refused');
      await append('a', '4');
      const rows = await waiting();
      expect(contents(rows)).toEqual(['a 1', 'a 2', 'b 3', 'a 4']);
      expect(contents(await waiting(rows.slice(0, 2)))).toEqual(['b 3', 'a 4']);
      await leadership.table.mark(rows.slice(1, 3));
      expect(contents(await waiting())).toEqual(['a 1', 'a 4']);
      await markAll();
      expect(await waiting()).toEqual([]);
    });

    it('sets a row aside at the limit of failures; its key waits behind it, other keys go on', async () => {
      await append('c', '1', '2');
      await append('f', '3');
      const [first] = await waiting();
      if (!first) throw new Error('Nothing waits');
      expect(await leadership.table.countFailure(first, 'too large', 2)).toBe(false);
      expect(contents(await waiting())).toEqual(['c 1', 'c 2', 'f 3']);
      expect(await leadership.table.countFailure(first, 'too large', 2)).toBe(true);
      expect(contents(await waiting())).toEqual(['f 3']);
      await leadership.table.mark([first]);
      await markAll();
    });

    it('has one leader at a time; without the lead nobody can mark, and what was not marked waits for the next one', async () => {
      expect(await tables().lead(nobody)).toBeUndefined();
      await append('a', '1');
      const [row] = await waiting();
      await leadership.close();
      await expect(leadership.table.mark(row ? [row] : [])).rejects.toThrow();
      let notified = 0;
      const next = await eventually('the next lead', () => tables().lead({ ...nobody, onNotify: () => notified++ }));
      leadership = next;
      expect(contents(await waiting())).toEqual(['a 1']);
      tables().notify();
      await eventually('the notification', async () => notified > 0);
      await markAll();
    });

    it('numbers the events of a key in the order of their commits, also when transactions race', async () => {
      const values = Array.from({ length: 20 }, (_, n) => String(n));
      const committed: string[] = [];
      await Promise.all(
        values.map(async (value) => {
          await append('d', value);
          committed.push(`d ${value}`);
        }),
      );
      const rows = await waiting();
      expect(contents(rows).toSorted()).toEqual(committed.toSorted());
      const numbers = rows.map(({ seq }) => BigInt(seq));
      expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a - b)));
      expect(new Set(numbers).size).toBe(20);
      await markAll();
    });

    it('gives nothing out again that is on its way, and says so when nothing else waits', async () => {
      await append('e', '1', '2');
      const rows = await waiting();
      expect(contents(rows)).toEqual(['e 1', 'e 2']);
      expect(await waiting(rows)).toEqual([]);
      expect(contents(await waiting())).toEqual(['e 1', 'e 2']);
      await markAll();
    });

    it('marks the same rows twice without harm', async () => {
      await append('e', '1');
      const rows = await waiting();
      await leadership.table.mark(rows);
      await leadership.table.mark(rows);
      expect(await waiting()).toEqual([]);
    });
  });
}
