import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import {
  type BrokerMessage,
  type DeliveredMessage,
  type EventConsumer,
  type EventPublisher,
  LeaseOverError,
  PausePartition,
  UnpublishableError,
} from '../src/ports.js';

/** What an adapter of a broker must offer to be put through the suite. */
export interface BrokerUnderTest {
  readonly name: string;
  /** Makes a topic with that many partitions. */
  createTopic(name: string, partitions: number): Promise<void>;
  publisher(): EventPublisher;
  consumer(groupId: string): EventConsumer;
  readonly deadlineMs: number;
}

/** The promises of the ports EventPublisher and EventConsumer. */
export function brokerSuite(adapter: BrokerUnderTest): void {
  describe(`the ports of the broker on ${adapter.name}`, () => {
    const running: { close(): Promise<void> }[] = [];
    let topic: string;
    const within = <T>(what: string, probe: () => Promise<T | undefined | false>) =>
      eventually(what, probe, adapter.deadlineMs);

    beforeAll(async () => {
      topic = `conformance.${randomUUID()}`;
      await adapter.createTopic(topic, 4);
    });

    afterEach(async () => {
      await Promise.all(running.splice(0).map((part) => part.close()));
    });

    async function publish(messages: BrokerMessage[]): Promise<void> {
      const publisher = adapter.publisher();
      running.push(publisher);
      await publisher.connect();
      await publisher.publishBatch(messages);
    }

    /** Reads with a group of its own; `react` may throw to have the message again. */
    async function read(groupId: string, react: (message: DeliveredMessage) => Promise<void> | void, topics = [topic]) {
      const seen: DeliveredMessage[] = [];
      const consumer = adapter.consumer(groupId);
      running.push({ close: () => consumer.stop() });
      await consumer.run(topics, async (message) => {
        await react(message);
        seen.push(message);
      });
      return { seen, consumer };
    }

    const message = (run: string, key: string, n: number): BrokerMessage => ({
      topic,
      key: `${run}-${key}`,
      headers: { run, n: String(n) },
      body: JSON.stringify({ n }),
    });
    const of = (run: string, seen: DeliveredMessage[]) => seen.filter(({ headers }) => headers['run'] === run);
    const numbers = (seen: DeliveredMessage[]) => seen.map(({ headers }) => Number(headers['n']));

    it('delivers key, headers and body as they were published', async () => {
      const run = randomUUID();
      await publish([message(run, 'a', 1)]);
      const { seen } = await read(run, () => undefined);
      const [got] = await within('the message', async () => of(run, seen).length === 1 && of(run, seen));
      expect(got).toMatchObject({ topic, key: `${run}-a`, headers: { run, n: '1' } });
      expect(JSON.parse(got?.body.toString('utf8') ?? '')).toEqual({ n: 1 });
    });

    it('keeps the order of a key over batches', async () => {
      const run = randomUUID();
      const keys = ['a', 'b', 'c', 'd', 'e'];
      for (let batch = 0; batch < 5; batch++) {
        await publish(keys.flatMap((key) => [1, 2, 3, 4].map((n) => message(run, key, batch * 4 + n))));
      }
      const { seen } = await read(run, () => undefined);
      await within('100 messages', async () => of(run, seen).length >= 100);
      for (const key of keys) {
        expect(numbers(of(run, seen).filter((m) => m.key === `${run}-${key}`))).toEqual(
          Array.from({ length: 20 }, (_, i) => i + 1),
        );
      }
    });

    it('gives a new group what is kept, and each group everything', async () => {
      const run = randomUUID();
      await publish([1, 2, 3].map((n) => message(run, 'a', n)));
      const [one, two] = await Promise.all([read(`${run}-1`, () => undefined), read(`${run}-2`, () => undefined)]);
      await within('both groups', async () => of(run, one.seen).length === 3 && of(run, two.seen).length === 3);
      expect(numbers(of(run, one.seen))).toEqual([1, 2, 3]);
      expect(numbers(of(run, two.seen))).toEqual([1, 2, 3]);
    });

    it('delivers a message again after an error, before any later one of its key', async () => {
      const run = randomUUID();
      await publish([1, 2, 3].map((n) => message(run, 'a', n)));
      let failures = 2;
      const tried: number[] = [];
      const { seen } = await read(run, (m) => {
        if (m.headers['run'] !== run) return;
        tried.push(Number(m.headers['n']));
        if (m.headers['n'] === '2' && failures-- > 0) throw new Error('not yet');
      });
      await within('three messages', async () => of(run, seen).length === 3);
      expect(numbers(of(run, seen))).toEqual([1, 2, 3]);
      expect(tried).toEqual([1, 2, 2, 2, 3]);
    });

    it('lets a paused partition rest until its reason is gone, while the others go on', async () => {
      const run = randomUUID();
      await publish(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key, n) => message(run, key, n)));
      let back: () => void = () => undefined;
      const until = new Promise<void>((resolve) => (back = resolve));
      let away = true;
      const { seen } = await read(run, (m) => {
        if (m.headers['n'] === '0' && m.headers['run'] === run && away) throw new PausePartition(until);
      });
      await within('messages of other partitions', async () => of(run, seen).length > 0);
      expect(numbers(of(run, seen))).not.toContain(0);
      away = false;
      back();
      await within('all messages', async () => of(run, seen).length === 8);
      expect(numbers(of(run, seen)).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    });

    it('finishes the message in hand at a stop; the next member goes on after it', async () => {
      const run = randomUUID();
      await publish([1, 2, 3, 4].map((n) => message(run, 'a', n)));
      const first = await read(run, () => undefined);
      await within('the first', async () => of(run, first.seen).length >= 1);
      await first.consumer.stop();
      running.pop();
      const handledByFirst = of(run, first.seen).length;
      const second = await read(run, () => undefined);
      await publish([message(run, 'a', 5)]);
      await within('the fifth', async () => numbers(of(run, second.seen)).includes(5));
      const all = [...numbers(of(run, first.seen)), ...numbers(of(run, second.seen))];
      expect([...new Set(all)]).toEqual([1, 2, 3, 4, 5]);
      expect(handledByFirst).toBeGreaterThan(0);
    });

    it('hands a resting partition to the next member when its member stops', async () => {
      const run = randomUUID();
      await publish([message(run, 'a', 1)]);
      let rests = false;
      const first = await read(run, (m) => {
        if (m.headers['run'] !== run) return;
        rests = true;
        throw new PausePartition(new Promise(() => undefined));
      });
      await within('the rest', async () => rests);
      await first.consumer.stop();
      running.pop();
      const second = await read(run, () => undefined);
      await within('the message', async () => of(run, second.seen).length === 1);
    });

    it('delivers of a batch that fails only what was not reported as done, in order', async () => {
      const run = randomUUID();
      await publish(Array.from({ length: 20 }, (_, n) => message(run, 'a', n)));
      const done: number[] = [];
      const tried: number[] = [];
      const consumer = adapter.consumer(run);
      running.push({ close: () => consumer.stop() });
      let failures = 3;
      await consumer.runInBatches([topic], async (messages, progress) => {
        for (const [index, one] of messages.entries()) {
          const n = Number(one.headers['n']);
          if (one.headers['run'] === run) tried.push(n);
          if (one.headers['run'] === run && n % 5 === 4 && failures-- > 0) throw new Error('not yet');
          // Reports every second message: one report covers all before it.
          if (one.headers['run'] === run) done.push(n);
          if ((index % 2 === 1 || one === messages.at(-1)) && !(await progress(one))) return;
        }
      });
      await within('the last', async () => done.includes(19));
      expect([...new Set(done)]).toEqual(Array.from({ length: 20 }, (_, n) => n));
      expect(done.length).toBeLessThanOrEqual(23);
      expect(tried.length).toBeGreaterThan(20);
    });

    it('distinguishes a batch that it can never take from an outage', async () => {
      const run = randomUUID();
      const huge = { ...message(run, 'a', 1), body: 'x'.repeat(3_000_000) };
      await expect(publish([huge])).rejects.toBeInstanceOf(UnpublishableError);
      await expect(publish([{ ...message(run, 'a', 1), topic: `missing.${run}` }])).rejects.toBeInstanceOf(
        UnpublishableError,
      );
    });

    it('gives each message to one member of a group only', async () => {
      const run = randomUUID();
      const [one, two] = await Promise.all([read(run, () => undefined), read(run, () => undefined)]);
      await publish(Array.from({ length: 40 }, (_, n) => message(run, String(n), n)));
      await within('40 messages', async () => of(run, one.seen).length + of(run, two.seen).length >= 40);
      const all = [...numbers(of(run, one.seen)), ...numbers(of(run, two.seen))];
      expect(new Set(all).size).toBe(40);
      expect(all.length).toBe(40);
    });

    it('delivers a body of any bytes and headers in any script', async () => {
      const run = randomUUID();
      const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const headers = {
        run,
        n: '1',
        suomi: 'hyväksiluku',
        далее: '认定 🎓',
        empty: '',
        constructor: 'a name like any',
      };
      await publish([
        { ...message(run, 'a', 1), headers, body },
        { ...message(run, 'a', 2), body: '' },
      ]);
      const { seen } = await read(run, () => undefined);
      const [bytes, nothing] = await within('both', async () => of(run, seen).length === 2 && of(run, seen));
      expect(bytes?.body.equals(body)).toBe(true);
      expect({ ...bytes?.headers }).toEqual(headers);
      expect([nothing?.body.length, nothing?.tombstone]).toEqual([0, undefined]);
    });

    it('delivers all values of a header that stands there several times with different ones', async () => {
      const run = randomUUID();
      await publish([{ ...message(run, 'a', 1), contradictions: { twice: ['first', 'second'] } }]);
      const { seen } = await read(run, () => undefined);
      const [got] = await within('the message', async () => of(run, seen).length === 1 && of(run, seen));
      expect({ ...got?.contradictions }).toEqual({ twice: ['first', 'second'] });
    });

    it('takes a batch that is larger than one request, in order', async () => {
      const run = randomUUID();
      const body = 'x'.repeat(10_000);
      await publish(Array.from({ length: 400 }, (_, n) => ({ ...message(run, String(n % 3), n), body })));
      const { seen } = await read(run, () => undefined);
      await within('400 messages', async () => of(run, seen).length >= 400);
      for (const key of ['0', '1', '2']) {
        const ofKey = numbers(of(run, seen).filter((m) => m.key === `${run}-${key}`));
        expect(ofKey).toEqual(Array.from({ length: 400 }, (_, n) => n).filter((n) => n % 3 === Number(key)));
      }
    });

    it('keeps a key on one partition, from any publisher; a partition that is named wins', async () => {
      const run = randomUUID();
      await publish([message(run, 'a', 1), { ...message(run, 'b', 2), partition: 3 }]);
      await publish([message(run, 'a', 3), { ...message(run, 'c', 4), partition: 0 }]);
      const { seen } = await read(run, () => undefined);
      await within('four messages', async () => of(run, seen).length === 4);
      const partitionOf = (n: number) => of(run, seen).find(({ headers }) => headers['n'] === String(n))?.partition;
      expect(partitionOf(1)).toBe(partitionOf(3));
      expect([partitionOf(2), partitionOf(4)]).toEqual([3, 0]);
    });

    it('keeps the time of a record and its place, the same for each group', async () => {
      const run = randomUUID();
      const timestamp = Date.now() - 60_000;
      await publish([1, 2, 3].map((n) => ({ ...message(run, 'a', n), timestamp: timestamp + n })));
      const [one, two] = await Promise.all([read(`${run}-1`, () => undefined), read(`${run}-2`, () => undefined)]);
      await within('both groups', async () => of(run, one.seen).length === 3 && of(run, two.seen).length === 3);
      const places = (seen: DeliveredMessage[]) =>
        of(run, seen).map((m) => [m.timestamp, m.partition, Number(m.offset)] as const);
      expect(places(one.seen)).toEqual(places(two.seen));
      const [[time, , offset] = [0, 0, 0]] = places(one.seen);
      expect(time).toBe(timestamp + 1);
      expect(places(one.seen).map(([, , its]) => its - offset)).toEqual([0, 1, 2]);
    });

    it('loses nothing and keeps the order of a key when a member joins or leaves in the middle', async () => {
      const run = randomUUID();
      const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
      await publish(Array.from({ length: 40 }, (_, n) => keys.map((key) => message(run, key, n))).flat());
      const handled: DeliveredMessage[] = [];
      const slowly = async (m: DeliveredMessage) => {
        await new Promise((resolve) => setImmediate(resolve));
        if (m.headers['run'] === run) handled.push(m);
      };
      const first = await read(run, slowly);
      await within('the first ones', async () => handled.length > 10);
      await read(run, slowly);
      await publish(Array.from({ length: 10 }, (_, n) => keys.map((key) => message(run, key, 40 + n))).flat());
      await within('more', async () => handled.length > 60);
      await first.consumer.stop();
      const distinct = () => new Set(handled.map((m) => `${m.key} ${m.headers['n']}`)).size;
      await within('all of them', async () => distinct() === 50 * keys.length);
      for (const key of keys) {
        const firstTimes = [...new Set(numbers(handled.filter((m) => m.key === `${run}-${key}`)))];
        expect(firstTimes).toEqual(Array.from({ length: 50 }, (_, n) => n));
      }
    });

    it('sends nothing under a lease that is over', async () => {
      const run = randomUUID();
      const over = AbortSignal.abort();
      const publisher = adapter.publisher();
      running.push(publisher);
      await publisher.connect();
      await expect(publisher.publishBatch([message(run, 'a', 1)], { holds: () => false, over })).rejects.toBeInstanceOf(
        LeaseOverError,
      );
      await publish([message(run, 'a', 2)]);
      const { seen } = await read(run, () => undefined);
      await within('the second', async () => of(run, seen).length > 0);
      expect(numbers(of(run, seen))).toEqual([2]);
    });
  });
}
