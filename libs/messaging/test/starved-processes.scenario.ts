import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, stack } from '#testing';
import { kafkaClient } from '../src/kafka/kafka-client.js';
import { KafkaOutsideClient } from '../src/kafka/kafka-outside-client.js';
import type { DeliveredMessage } from '../src/ports.js';
import { Follower, sequenceOf } from '../src/sequence.js';
import { CONSUMER, LETTERS, TOPIC } from './consumer-bench.js';
import { event, silent, Workbench } from './workbench.js';

const RELAY = path.resolve('dist/libs/messaging/test/programs/relay-that-stops.js');
const CONSUMES = path.resolve('dist/libs/messaging/bench/programs/own-consumer.js');
/** How long the processes get a tenth of a processor; `STARVED_SECONDS=300` for the long form. */
const STARVED_MS = Number(process.env['STARVED_SECONDS'] ?? 10) * 1000;
const [RUN_MS, STOP_MS] = [20, 180];
/** The shortest that a broker takes by default; one consumer is stopped for longer once. */
const SESSION_MS = 6000;
const [KEYS, PER_KEY_AND_ROUND, ROUND_MS] = [20, 2, 500];

describe('processes that get hardly any processor time', () => {
  let bench: Workbench;
  let outside: KafkaOutsideClient;
  const seen: DeliveredMessage[] = [];
  const letters: DeliveredMessage[] = [];
  const children: ChildProcess[] = [];
  const groupId = `starved-${randomUUID()}`;
  const keys = Array.from({ length: KEYS }, () => randomUUID() as string);
  /** What the relays say of their lead, in the order in which it arrives. */
  const leads: { readonly relay: number; readonly said: string }[] = [];

  beforeAll(async () => {
    bench = await Workbench.open(4);
    await prepareTopics();
    outside = new KafkaOutsideClient(stack().kafkaBrokers);
    await outside.read(TOPIC, (message) => void (keys.includes(message.key ?? '') && seen.push(message)));
    await outside.read(LETTERS, (letter) => void (keys.includes(letter.key ?? '') && letters.push(letter)));
  }, 60_000);
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await outside.close();
    await bench.close();
  });

  /** No service consumes the topic, so nobody has declared its dead letters; the group begins with what comes from now on. */
  async function prepareTopics(): Promise<void> {
    const admin = kafkaClient('starved', stack().kafkaBrokers, silent).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: LETTERS, numPartitions: 12 }] });
    const ends = await admin.fetchTopicOffsets(TOPIC);
    const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
    await admin.setOffsets({ groupId, topic: TOPIC, partitions });
    await admin.disconnect();
  }

  async function membersOfTheGroup(): Promise<{ state: string; members: number; partitions: number }> {
    const admin = kafkaClient('starved', stack().kafkaBrokers, silent).admin();
    await admin.connect();
    try {
      const { groups } = await admin.describeGroups([groupId]);
      const [group] = groups;
      const assigned = group?.members.filter(({ memberAssignment }) => memberAssignment.length > 0) ?? [];
      return { state: group?.state ?? '', members: group?.members.length ?? 0, partitions: assigned.length };
    } finally {
      await admin.disconnect();
    }
  }

  function program(file: string, settings: object): { child: ChildProcess; heard: unknown[] } {
    const heard: unknown[] = [];
    const child = fork(file, [JSON.stringify(settings)]);
    child.on('message', (said) => heard.push(said));
    children.push(child);
    return { child, heard };
  }

  /** Lets a process run 20 ms of every 200, until `letGo` is called. */
  function starve({ child }: { child: ChildProcess }): { stopFor(ms: number): void; letGo(): Promise<void> } {
    let over = false;
    let longer = 0;
    const rhythm = (async () => {
      while (!over) {
        child.kill('SIGSTOP');
        await delay(STOP_MS + longer);
        longer = 0;
        child.kill('SIGCONT');
        await delay(RUN_MS);
      }
    })();
    return {
      stopFor: (ms) => void (longer = ms),
      letGo: async () => {
        over = true;
        await rhythm;
      },
    };
  }

  const numberIn = ({ body }: DeliveredMessage) =>
    Number((JSON.parse(body.toString()) as { template: string }).template);

  it(
    'lose nothing, double nothing, keep the order of each key and one leader, and stay in their group or come back',
    async () => {
      const { databaseUrl } = bench;
      const kafkaBrokers = stack().kafkaBrokers.join(',');
      const relays = [0, 1].map((relay) => {
        const one = program(RELAY, { databaseUrl, brokers: stack().kafkaBrokers });
        one.child.on('message', (said: string) => {
          if (said === 'leads' || said === 'does not lead') leads.push({ relay, said });
        });
        return one;
      });
      const consumers = [0, 1].map(() =>
        program(CONSUMES, {
          databaseUrl,
          kafkaBrokers,
          groupId,
          reaction: 'single',
          sessionTimeoutMs: String(SESSION_MS),
        }),
      );
      await eventually('a leader', async () => leads.length > 0, 30_000);
      await eventually('both in the group', async () => (await membersOfTheGroup()).partitions === 2, 30_000);
      // Other processes compete for all the processor time there is.
      const neighbours = [0, 1].map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
      children.push(...neighbours);
      const starved = [...relays, ...consumers].map(starve);

      const since = performance.now();
      let appended = 0;
      let hasSlept = false;
      while (performance.now() - since < STARVED_MS) {
        for (const key of keys) {
          const events = Array.from({ length: PER_KEY_AND_ROUND }, (_, n) => event(key, String(appended + n)));
          await bench.unitOfWork().run((tx) => tx.append(...events));
        }
        appended += PER_KEY_AND_ROUND;
        if (!hasSlept && performance.now() - since > STARVED_MS / 4) {
          starved.at(-1)?.stopFor(SESSION_MS + 1000);
          hasSlept = true;
        }
        await delay(ROUND_MS);
      }
      const effects = async () => {
        const [row] = await bench.dataSource.query<{ n: number }[]>('SELECT count(*)::int AS n FROM effect');
        return row?.n ?? 0;
      };
      // They work, and do not merely survive.
      expect([seen.length > 0, (await effects()) > 0]).toEqual([true, true]);
      for (const neighbour of neighbours) neighbour.kill('SIGKILL');
      await Promise.all(starved.map((one) => one.letGo()));

      const total = appended * KEYS;
      await eventually('all are out', async () => (await bench.waiting()) === 0, 30_000);
      await eventually(`${total} effects`, async () => (await effects()) >= total, 30_000);
      const numbers = Array.from({ length: appended }, (_, n) => n);
      const rows = await bench.dataSource.query<{ key: string; numbers: string[] }[]>(
        'SELECT key, array_agg(value ORDER BY n) AS numbers FROM effect GROUP BY key',
      );
      expect(Object.fromEntries(rows.map((row) => [row.key, row.numbers.map(Number)]))).toEqual(
        Object.fromEntries(keys.map((key) => [key, numbers])),
      );

      // The topic, as a consumer that follows the numbers sees it, and as it is.
      await eventually('all on the topic', async () => seen.length >= total, 30_000);
      const follower = new Follower();
      const followed = seen.filter((message) => follower.takes({ ...message, sequence: sequenceOf(message) }));
      for (const key of keys) expect(followed.filter((one) => one.key === key).map(numberIn)).toEqual(numbers);
      const changes = leads.filter(({ said }) => said === 'leads').length - 1;
      // Without a change of the lead nothing comes late; nobody else may have sent.
      if (changes === 0) expect(seen.length).toBe(total);
      for (const [n, { relay, said }] of leads.entries()) {
        if (said === 'leads' && n > 0) expect([relay, leads[n - 1]?.said]).toEqual([relay, 'does not lead']);
      }
      const troubled = await bench.dataSource.query(
        `SELECT (SELECT count(*)::int FROM outbox WHERE attempts > 0 OR set_aside_reason IS NOT NULL) AS refused,
                (SELECT count(*)::int FROM dead_letter) AS letters, (SELECT count(*)::int FROM parked_key) AS parked,
                (SELECT count(*)::int FROM inbox WHERE consumer = $1) AS inbox`,
        [CONSUMER],
      );
      expect([troubled, letters]).toEqual([[{ refused: 0, letters: 0, parked: 0, inbox: total }], []]);
      const whole = { state: 'Stable', members: 2, partitions: 2 };
      await eventually('both in the group again', async () => (await membersOfTheGroup()).partitions === 2, 20_000);
      expect(await membersOfTheGroup()).toEqual(whole);
      for (const { child } of [...relays, ...consumers])
        expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    },
    STARVED_MS + 120_000,
  );
});
