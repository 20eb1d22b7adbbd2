import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, stack, TcpProxy } from '#testing';
import { KafkaOutsideClient } from '../src/kafka/kafka-outside-client.js';
import type { DeliveredMessage } from '../src/ports.js';
import { Follower, sequenceOf } from '../src/sequence.js';
import { event, Workbench } from './workbench.js';

const TOPIC = 'notifications.message.v1';
const PROGRAM = path.resolve('dist/libs/messaging/test/programs/relay-that-stops.js');
/** Longer than the server waits for a leader that says nothing. */
const STOPPED_MS = 14_000;
/** Runs of the course with a stopped process; `FORMER_LEADER_RUNS=100` for the long form, five at a time. */
const RUNS = Number(process.env['FORMER_LEADER_RUNS'] ?? 10);
const AT_ONCE = 5;

describe('a former leader', () => {
  let outside: KafkaOutsideClient;
  const seen: DeliveredMessage[] = [];
  const over: (() => Promise<void>)[] = [];
  let opened: Promise<unknown> = Promise.resolve();

  beforeAll(async () => {
    outside = new KafkaOutsideClient(stack().kafkaBrokers);
    await outside.read(TOPIC, (message) => seen.push(message));
  });
  afterEach(async () => {
    await Promise.all(over.splice(0).map((close) => close()));
  });
  afterAll(() => outside.close());

  const templateOf = ({ body }: DeliveredMessage) => (JSON.parse(body.toString()) as { template: string }).template;
  /** Everything on the topic of a key, in its order. */
  const published = (key: string) => seen.filter((message) => message.key === key);
  const raw = (key: string) => published(key).map(templateOf);
  /** The same as a consumer sees it that follows the guide in docs/examples. */
  const followed = (key: string) => {
    const follower = new Follower();
    return published(key)
      .filter((message) => follower.takes({ ...message, sequence: sequenceOf(message) }))
      .map(templateOf);
  };

  async function course(brokerPort?: number) {
    // One after the other: a slow machine takes its time to open connections.
    const opening = opened.then(() => Workbench.open(3));
    opened = opening.catch(() => undefined);
    const bench = await opening;
    const key = randomUUID();
    const heard: string[] = [];
    const { databaseUrl } = bench;
    const settings = { databaseUrl, brokers: stack().kafkaBrokers, ...(brokerPort !== undefined && { brokerPort }) };
    const child: ChildProcess = fork(PROGRAM, [JSON.stringify(settings)]);
    child.on('message', (said: string) => heard.push(said));
    over.push(async () => {
      child.kill('SIGKILL');
      await bench.close();
    });
    const commit = async (template: string) => {
      const isThere = async () => {
        const values = [key, template];
        const sql = `SELECT FROM outbox WHERE aggregateid = $1 AND payload ->> 'template' = $2`;
        if ((await bench.dataSource.query<object[]>(sql, values)).length > 0) return true;
        await bench.unitOfWork().run((tx) => tx.append(event(key, template)));
        return true;
      };
      await eventually(`the commit of ${template}`, isThere, 30_000);
    };
    await eventually('its lead', async () => heard.includes('leads'), 60_000);
    await commit('v0');
    await eventually('v0', async () => raw(key).length === 1, 30_000);
    return { bench, key, heard, child, commit };
  }

  async function stopped({ pid }: ChildProcess): Promise<void> {
    await eventually('its stop', async () => state(pid).startsWith('T'), 30_000);
  }

  const state = (pid = 0) => execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim();

  /** v0 by the one, which stops with v1 in its hand; v1 and v2 by the next one; then the first one wakes up. */
  async function withAStop(where: 'before-send' | 'before-write'): Promise<{ raw: string[]; followed: string[] }> {
    const { bench, key, heard, child, commit } = await course();
    child.send(where);
    await delay(200);
    await commit('v1');
    await stopped(child);
    const since = performance.now();
    heard.length = 0;
    const next = bench.relay();
    await commit('v2');
    await eventually('v1 and v2 by the next leader', async () => raw(key).includes('v2'), 30_000);
    expect(next.isLeader).toBe(true);
    await delay(Math.max(0, STOPPED_MS - (performance.now() - since)));
    child.kill('SIGCONT');
    const isOver = (said: string) => said === 'sent' || said.startsWith('not sent');
    await eventually('the end of what it had in hand', async () => heard.some(isOver), 30_000);
    await eventually('the end of its lead', async () => heard.includes('does not lead'), 30_000);
    await commit('v3');
    await eventually('v3', async () => raw(key).includes('v3'), 30_000);
    return { raw: raw(key), followed: followed(key) };
  }

  async function runs(count: number, one: (n: number) => Promise<void>): Promise<void> {
    for (let from = 0; from < count; from += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => from + n);
      await Promise.all(numbers.map(one));
      await Promise.all(over.splice(0).map((close) => close()));
    }
  }

  it(
    'that was stopped for 14 s with a batch in hand sends nothing of it, and a consumer that follows the numbers sees each fact in order, wherever it was stopped',
    async () => {
      await runs(RUNS, async (n) => {
        // Nearly always its process is stopped in front of its last look at the lease …
        if (n % 2 === 0) {
          const { raw: records } = await withAStop('before-send');
          expect(records).toEqual(['v0', 'v1', 'v2', 'v3']);
          return;
        }
        // … and between that look and the kernel only the number decides.
        const { raw: records, followed: facts } = await withAStop('before-write');
        expect(records.filter((template) => template !== 'v1')).toEqual(['v0', 'v2', 'v3']);
        expect(facts).toEqual(['v0', 'v1', 'v2', 'v3']);
      });
    },
    60_000 + RUNS * 10_000,
  );

  it('whose answers are swallowed sends at most once after its session is lost', async () => {
    const proxy = await TcpProxy.listen(Number(stack().kafkaBrokers[0]?.split(':')[1]));
    over.push(() => proxy.close());
    const { bench, key, heard, commit } = await course(proxy.port);
    proxy.set('no-answers');
    await commit('v1');
    await eventually('v1', async () => raw(key).includes('v1'), 30_000);
    const before = raw(key).length;
    await bench.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
          AND (classid::bigint << 32 | objid::bigint) = hashtextextended('outbox-relay:' || current_schema(), 0))`,
    );
    const next = bench.relay();
    await commit('v2');
    await eventually('v1 and v2 by the next leader', async () => raw(key).includes('v2'), 30_000);
    expect(next.isLeader).toBe(true);
    expect(heard).toContain('does not lead');
    // Longer than one wait for an answer, and than kafkajs waited before it sent again.
    await delay(20_000);
    const late = raw(key).length - before - 2;
    expect(late).toBeLessThanOrEqual(1);
    expect(followed(key)).toEqual(['v0', 'v1', 'v2']);
  }, 90_000);
});
