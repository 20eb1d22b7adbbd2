import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { KafkaOutsideClient } from '#messaging';
import { type Goal, type Section, until, whole, within } from '../../libs/messaging/bench/measuring.js';
import type { BenchGround } from '../bench/benchmark.js';
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
import { SERVICE } from './schemas.js';
import type { BenchPrograms } from './service.js';

const ANSWERS = 'study-rights.transfer-answer.v1';
const SETTLED_WITHIN_MS = 120_000;
/** Slower than this by event is a standstill. */
const SLOWEST_PER_SECOND = 20;

/** A backlog of inbound events is worked off by the service from its start; then every effect is counted. */
export async function measureReplay(
  { addresses, signal }: BenchGround,
  programs: BenchPrograms,
  sql: pg.Pool,
  { events, loaded }: { events: number; loaded: number },
): Promise<Section> {
  const run = await publishRun(addresses.kafkaBrokers, events);
  signal.throwIfAborted();
  const from = performance.now();
  const service = await programs.startService(SERVICE);
  try {
    const { seconds, events: measured } = await secondsFor(sql, run, 0.05, (run.events / SLOWEST_PER_SECOND) * 1000);
    const whole_ = (performance.now() - from) / 1000;
    const effects = await settledEffects(sql, run);
    const answers = await refusedAnswers(addresses.kafkaBrokers, run);
    const expected = expectedEffects(run);
    const lost = Object.entries(expected).reduce((sum, [what, n]) => sum + Math.abs(n - (effects[what] ?? 0)), 0);
    return {
      title: 'Replay of inbound events',
      how:
        `${whole(run.events)} transfers on the inbound topic, published while the service was away: ${whole(run.rights)} study ` +
        `rights with ${STEPS} events each, created, changed, sent once more as they are, and changed again; every 25th of the ` +
        `last is refused. ${whole(loaded)} study rights lie in the table before. Then the service starts and works them off; ` +
        'the rate is that after the first twentieth.',
      columns: ['events', 'per second', 'from the start of the process to the last, s'],
      rows: [[whole(run.events), whole(measured / seconds), whole_.toFixed(1)]],
      goals: [
        { what: 'effects lost or too many', value: lost, unit: 'effects', atMost: 0 },
        {
          what: 'refused events without an answer on the answer topic',
          value: answers.missing,
          unit: 'events',
          atMost: 0,
        },
      ],
      checked: checkedLines(effects, expected, answers),
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
