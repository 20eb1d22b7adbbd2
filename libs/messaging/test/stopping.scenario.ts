import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#platform';
import { eventually } from '#testing';
import { MemoryBroker } from './memory-broker.js';
import type { EventPublisher } from '../src/ports.js';
import { OutboxRelay } from '../src/relay/outbox-relay.js';
import { UnitOfWork } from '../src/unit-of-work.js';
import { type BehindProxy, openBehindProxy } from './behind-proxy.js';
import { CONSUMER, consumerBench, effect, LETTERS, messageOf, QUICK, TOPIC } from './consumer-bench.js';
import { event, leadIn, silent } from './workbench.js';

/** As SIGTERM does it in the intake phase: the edge first, then the member of the group. */
describe('a process that stops', () => {
  let ground: BehindProxy;
  beforeAll(async () => {
    ground = await openBehindProxy();
  });
  afterAll(() => ground.close());

  const traces = async (key: string) =>
    ground.look(
      `SELECT (SELECT count(*)::int FROM dead_letter WHERE key = $1) AS letters,
              (SELECT count(*)::int FROM parked_key WHERE key = $1) AS parked,
              (SELECT count(*)::int FROM effect WHERE key = $1) AS effects`,
      [key],
    );
  const stop = async ({ edge, consumer }: ReturnType<typeof consumerBench>): Promise<number> => {
    const started = performance.now();
    edge.stop();
    await consumer.stop();
    return performance.now() - started;
  };

  it('while it waits for a retry: it is gone at once, makes no further try, and the next process has all three', async () => {
    const broker = new MemoryBroker([TOPIC, LETTERS]);
    let tries = 0;
    const stopped = consumerBench(
      ground.dataSource,
      async () => {
        tries++;
        throw new TypeError('undefined is not a function');
      },
      { broker },
    );
    const key = randomUUID();
    await stopped.publish(messageOf(key, 'one', randomUUID()));
    await eventually('two tries', async () => tries === 2);
    // The third try is due 3 s after the second one.
    expect(await stop(stopped)).toBeLessThan(1000);
    expect([tries, await traces(key)]).toEqual([2, [{ letters: 0, parked: 0, effects: 0 }]]);

    let failures = 2;
    const next = consumerBench(
      ground.dataSource,
      async (received, tx) => {
        if (failures-- > 0) throw new TypeError('undefined is not a function');
        await effect(received, tx);
      },
      { broker },
    );
    await eventually('its outcome', async () => next.outcomes.length === 1, 10_000);
    expect([next.outcomes, await traces(key)]).toEqual([['done'], [{ letters: 0, parked: 0, effects: 1 }]]);
    await stop(next);
  });

  describe('while the dead-letter topic is away', () => {
    const broken = async () => {
      throw new TypeError('undefined is not a function');
    };
    /** Refuses letters until it is made to take them. */
    const awayTopic = (broker: MemoryBroker) => {
      const topic = { away: true, refused: 0 };
      const publisher = broker.publisher();
      const deadLetters: EventPublisher = {
        connect: () => publisher.connect(),
        close: () => publisher.close(),
        publishBatch: async (messages) => {
          if (topic.away) throw new Error(`The topic is away (${++topic.refused})`);
          await publisher.publishBatch(messages);
        },
      };
      return { topic, deadLetters };
    };
    const lettersOf = async (key: string) =>
      ground.look('SELECT failure, code, attempts FROM dead_letter WHERE key = $1 ORDER BY topic_offset', [key]);
    const THE_BUG = { failure: 'bug', code: 'TypeError', attempts: 3 };

    it('leaves nothing behind that hides the cause: the next process publishes the letter of the bug', async () => {
      const broker = new MemoryBroker([TOPIC, LETTERS]);
      const { topic, deadLetters } = awayTopic(broker);
      const stopped = consumerBench(ground.dataSource, broken, { broker, deadLetters, time: QUICK });
      const key = randomUUID();
      await stopped.publish(...['first', 'second'].map((n) => messageOf(key, n, randomUUID())));
      await eventually('a letter that nobody takes', async () => topic.refused > 1);
      await stop(stopped);
      expect([await traces(key), stopped.letters]).toEqual([[{ letters: 0, parked: 0, effects: 0 }], []]);

      const next = consumerBench(ground.dataSource, broken, { broker, time: QUICK });
      await eventually('both letters', async () => next.outcomes.length === 2, 10_000);
      expect(await lettersOf(key)).toEqual([THE_BUG, { failure: 'parked-key', code: 'parked-key', attempts: 1 }]);
      // The two benches read the topic as one group.
      const onTopic = () => [...stopped.letters, ...next.letters].filter((letter) => letter.key === key);
      await eventually('both on the topic', async () => onTopic().length === 2);
      expect(onTopic().map(({ headers }) => headers['dlt-failure'])).toEqual(['bug', 'parked-key']);
      await stop(next);
    });

    it('longer than it waits in place: the letter still names the bug, once', async () => {
      const broker = new MemoryBroker([TOPIC, LETTERS]);
      const { topic, deadLetters } = awayTopic(broker);
      const options = { broker, deadLetters, time: QUICK, pauseAfterMs: 300 };
      const { opened, letters, outcomes, publish, ...rest } = consumerBench(ground.dataSource, broken, options);
      const key = randomUUID();
      await publish(messageOf(key, 'bug', randomUUID()));
      await eventually('it has rested', async () => opened() > 0, 10_000);
      topic.away = false;
      await eventually('its letter', async () => outcomes.length === 1 && letters.length === 1, 10_000);
      expect([await lettersOf(key), await traces(key)]).toEqual([[THE_BUG], [{ letters: 1, parked: 1, effects: 0 }]]);
      await stop({ opened, letters, outcomes, publish, ...rest });
    });
  });

  it('with messages delivered and not begun: they are not touched, and the next process handles them in order', async () => {
    const broker = new MemoryBroker([TOPIC, LETTERS]);
    const seen: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const stopped = consumerBench(
      ground.dataSource,
      async ({ body }) => {
        seen.push((body as { template: string }).template);
        await promise;
        throw new TypeError('undefined is not a function');
      },
      { broker },
    );
    const key = randomUUID();
    const numbers = Array.from({ length: 40 }, (_, n) => String(n));
    await stopped.publish(...numbers.map((n) => messageOf(key, n, randomUUID())));
    await eventually('the first one is in hand', async () => seen.length === 1);
    const leaving = stop(stopped);
    resolve();
    await leaving;
    expect([seen, await traces(key)]).toEqual([['0'], [{ letters: 0, parked: 0, effects: 0 }]]);

    const next = consumerBench(ground.dataSource, effect, { broker });
    await eventually('all of them', async () => next.outcomes.length === 40, 10_000);
    expect([await ground.effectsOf(key), next.letters]).toEqual([numbers, []]);
    await stop(next);
  });

  it('with outbox rows that wait or are on their way: none has an attempt, and all of them go out afterwards', async () => {
    const key = randomUUID();
    const uow = new UnitOfWork(ground.dataSource, CONSUMER, new SystemClock(), { wake: () => undefined });
    await uow.run((tx) => tx.append(...Array.from({ length: 20 }, (_, n) => event(key, String(n)))));
    const sent: string[] = [];
    const hangs: EventPublisher = {
      connect: async () => undefined,
      publishBatch: () =>
        new Promise((_, reject) => (closing = () => reject(new Error('The producer is disconnected')))),
      close: async () => closing(),
    };
    let closing: () => void = () => undefined;
    const takes: EventPublisher = {
      connect: async () => undefined,
      publishBatch: async (messages) => void sent.push(...messages.map(({ key: its }) => its)),
      close: async () => undefined,
    };
    const relayTo = (publisher: EventPublisher) => {
      const observer = { leader: () => undefined, published: () => undefined, outbox: () => undefined };
      const { databaseUrl } = ground;
      const relay = new OutboxRelay({ lead: leadIn(databaseUrl), publisher, log: silent, observer, pollMs: 100 });
      relay.start(() => undefined);
      return relay;
    };
    const rows = async () =>
      ground.look<{ attempts: number; out: boolean; n: number }>(
        `SELECT attempts, set_aside_reason, published_at IS NOT NULL AS out, count(*)::int AS n
           FROM outbox WHERE aggregateid = $1 GROUP BY 1, 2, 3`,
        [key],
      );
    const stopped = relayTo(hangs);
    await eventually('it leads', async () => stopped.isLeader);
    await stopped.flushAndStop(300);
    await hangs.close();
    expect(await rows()).toEqual([{ attempts: 0, set_aside_reason: null, out: false, n: 20 }]);
    const next = relayTo(takes);
    await eventually('all are out', async () => sent.length >= 20 && (await rows())[0]?.out === true, 10_000);
    await next.flushAndStop(1000);
    expect([await rows(), sent.length]).toEqual([[{ attempts: 0, set_aside_reason: null, out: true, n: 20 }], 20]);
  });
});
