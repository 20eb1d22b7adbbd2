import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { KafkaOutsideClient } from '#messaging';
import { type Goal, type Section, until, whole, within } from '../../../libs/messaging/bench/measuring.js';
import type { BenchGround } from '../../../scripts/bench/benchmark.js';
import {
  effectsOf,
  eventId,
  expectedEffects,
  isRefused,
  publishRun,
  REFUSAL_KEY,
  type Run,
  secondsFor,
  STEPS,
} from './inbound.js';
import type { BenchService } from '../../../scripts/bench/service.js';

const ANSWERS = 'study-rights.transfer-answer.v1';
const SETTLED_WITHIN_MS = 120_000;
/** Slower than this by event is a standstill. */
const SLOWEST_PER_SECOND = 20;

/** A build whose service works off a backlog, and its database. */
interface Side {
  readonly what: string;
  readonly programs: BenchService;
  readonly schema: string;
  readonly sql: pg.Pool;
}

/** A backlog of inbound events is worked off by the service from its start; then every effect is counted. Each build has its own. */
export async function measureReplay(
  ground: BenchGround,
  sides: readonly Side[],
  { events, loaded }: { events: number; loaded: number },
): Promise<Section> {
  const replays: Replayed[] = [];
  for (const side of sides) replays.push(await replay(ground, side, events));
  const [ours, other] = replays;
  if (ours === undefined) throw new Error('Nothing to replay with');
  const most = (values: readonly number[]) => Math.max(...values);
  return {
    title: 'Replay of inbound events',
    how:
      `${whole(ours.run.events)} transfers on the inbound topic, published while the service was away: ${whole(ours.run.rights)} ` +
      `study rights with ${STEPS} events each, created, changed, sent once more as they are, and changed again; every 25th of ` +
      `the last is refused. ${whole(loaded)} study rights lie in the table before. Then the service starts and works them off; ` +
      'the rate is that after the first twentieth.',
    columns: ['by', 'events', 'per second', 'from the start of the process to the last, s'],
    rows: replays.map(({ what, run, perSecond, seconds }) => [
      ...[what, whole(run.events), whole(perSecond), seconds.toFixed(1)],
    ]),
    goals: [
      ...(other === undefined
        ? []
        : [{ what: 'replay / the other build', value: ours.perSecond / other.perSecond, unit: '×', atLeast: 2 }]),
      { what: 'effects lost or too many', value: most(replays.map(({ lost }) => lost)), unit: 'effects', atMost: 0 },
      {
        what: 'refused events without an answer on the answer topic',
        value: most(replays.map(({ missing }) => missing)),
        unit: 'events',
        atMost: 0,
      },
    ],
    checked: replays.flatMap(({ checked }) => checked),
  };
}

interface Replayed {
  readonly what: string;
  readonly run: Run;
  readonly perSecond: number;
  readonly seconds: number;
  readonly lost: number;
  readonly missing: number;
  readonly checked: readonly string[];
}

async function replay(
  { addresses, signal }: BenchGround,
  { what, programs, schema, sql }: Side,
  events: number,
): Promise<Replayed> {
  const run = await publishRun(addresses.kafkaBrokers, events);
  signal.throwIfAborted();
  const from = performance.now();
  const service = await programs.start(schema);
  try {
    const timed = await secondsFor(sql, run, 0.05, (run.events / SLOWEST_PER_SECOND) * 1000);
    const seconds = (performance.now() - from) / 1000;
    const effects = await settledEffects(sql, run);
    const answers = await refusedAnswers(addresses.kafkaBrokers, run);
    const expected = expectedEffects(run);
    const lost = Object.entries(expected).reduce((sum, [name, n]) => sum + Math.abs(n - (effects[name] ?? 0)), 0);
    return {
      ...{ what, run, seconds, lost, perSecond: timed.events / timed.seconds, missing: answers.missing },
      checked: checkedLines(effects, expected, answers).map((line) => `${what}: ${line}`),
    };
  } finally {
    await service.stop();
  }
}

function checkedLines(
  effects: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
  answers: { read: number; wrong: number },
): string[] {
  const counted = Object.entries(expected).map(([what, n]) => `${what} ${whole(effects[what] ?? 0)} of ${whole(n)}`);
  if (answers.wrong > 0) throw new Error(`${answers.wrong} answers name another event or another key`);
  return [`counted: ${counted.join('; ')}.`, `${whole(answers.read)} answers read, each with the key ${REFUSAL_KEY}.`];
}

/** The counts, as soon as the outbox has been published to its end. */
async function settledEffects(sql: pg.Pool, run: Run): Promise<Record<string, number>> {
  const published = async () =>
    (await sql.query('SELECT 1 FROM outbox WHERE published_at IS NULL LIMIT 1')).rows.length === 0;
  await until('the outbox published', published, SETTLED_WITHIN_MS);
  const effects = await effectsOf(sql, run);
  if (!isDeepStrictEqual(effects, expectedEffects(run)))
    console.error('Not as expected:', effects, expectedEffects(run));
  return effects;
}

/** Reads the answer topic as the sender would, and looks for an answer to each event that was to be refused. */
async function refusedAnswers(kafkaBrokers: readonly string[], run: Run) {
  const missing = new Set(
    Array.from({ length: run.rights }, (_, right) => right)
      .filter(isRefused)
      .map((right) => eventId(run, (STEPS - 1) * run.rights + right)),
  );
  const all = new Set(missing);
  const seen = { read: 0, wrong: 0 };
  const client = new KafkaOutsideClient(kafkaBrokers);
  try {
    await client.read(ANSWERS, ({ body }) => {
      const answer = JSON.parse(body.toString('utf8')) as { transferEventId: string; errors: { key: string }[] };
      if (!answer.transferEventId.startsWith(`${run.name}-`)) return;
      seen.read += 1;
      if (!all.has(answer.transferEventId) || answer.errors[0]?.key !== REFUSAL_KEY) seen.wrong += 1;
      missing.delete(answer.transferEventId);
    });
    await within(SETTLED_WITHIN_MS, async () => missing.size === 0);
  } finally {
    await client.close();
  }
  return { ...seen, missing: missing.size } satisfies Record<string, Goal['value']>;
}
