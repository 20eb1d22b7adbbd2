import { once } from 'node:events';
import net from 'node:net';
import { cpus } from 'node:os';
import { CONSUMER, type Ground, POOL } from './ground.js';
import { type Goal, quantile, type Section, until, whole } from './measuring.js';
import { Program, type ProgramSettings } from './program.js';
import type { Commit } from './programs/effect-service.js';
import type { Answer } from './programs/load.js';

export interface EndToEndSize {
  /** Requests per second, one measurement each. */
  readonly rates: readonly number[];
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const GOAL = { rate: 1000, p95Ms: 50, answeredShare: 0.98 };
const SERVED = 'http://127.0.0.1';

interface Run {
  readonly rate: number;
  readonly events: number;
  /** From the commit of the request to the commit of the effect, ms. */
  readonly toEffect: number[];
  /** From the planned arrival of the request to its answer, ms. */
  readonly toAnswer: number[];
  readonly answeredPerSecond: number;
  readonly cpu: CpuShares;
}

/** Parts of the machine's processor time while the load went on. */
interface CpuShares {
  readonly busy: number;
  readonly intake: number;
  readonly effects: number;
  readonly load: number;
}

/** Two services on the platform, one after the other: HTTP request, commit, event, effect in the next service. */
export async function measureEndToEnd(
  intakeGround: Ground,
  effectGround: Ground,
  { rates, seconds, warmUpSeconds }: EndToEndSize,
): Promise<Section> {
  await intakeGround.dataSource.query('CREATE TABLE delivery (n integer PRIMARY KEY, key text NOT NULL)');
  await effectGround.groupAtEnd(CONSUMER);
  const port = await freePort();
  const programs: Program[] = [];
  const start = async (name: string, settings: ProgramSettings) => {
    const program = await Program.start(name, settings);
    programs.push(program);
    return program;
  };
  try {
    const intake = await start('intake-service', serviceSettings(intakeGround, port));
    const effects = await start('effect-service', serviceSettings(effectGround, await freePort()));
    const load = await start('load', { url: `${SERVED}:${port}/api/notifications/v1/deliveries` });
    const runs: Run[] = [];
    let sent = 0;
    const drive = async (rate: number, forSeconds: number): Promise<Run> => {
      const events = Math.round(rate * forSeconds);
      const cpu = await cpuMeter({ intake, effects, load });
      const answers = await load.ask<Answer[]>('load', forSeconds * 1000 + 60_000, { rate, events, from: sent });
      sent += events;
      await until(`${sent} effects`, async () => (await effectGround.newestEffect()) >= sent);
      const shares = await cpu();
      const commits = await effects.ask<Commit[]>('commits', 30_000);
      return { rate, events, cpu: shares, ...latencies(answers, commits) };
    };
    for (const rate of rates) {
      await drive(rate, warmUpSeconds);
      runs.push(await drive(rate, seconds));
    }
    const checked = await effectGround.requireEffectsOnceInOrder('End to end', sent);
    return section(runs, seconds, checked);
  } finally {
    for (const program of programs.reverse()) await program.stop();
  }
}

function section(runs: readonly Run[], seconds: number, checked: string): Section {
  const atGoal = runs.filter(({ rate }) => rate === GOAL.rate);
  return {
    title: 'End to end: HTTP commit → effect in the next service',
    how:
      'Two real services on the platform, each in its own process, and a third process that sends requests at a constant ' +
      `rate whether or not the earlier ones have been answered, ${seconds} s per rate after a warm-up. The first service ` +
      'inserts a row and appends the event in one transaction; the reaction of the second inserts the effect row. Time ' +
      "from the moment the first service's COMMIT has returned, which is before the answer reaches the client, to the " +
      "moment the second's COMMIT has returned, both on the machine's monotonic clock. The time to the answer is counted " +
      'from the planned arrival of the request, so a delay of the sender counts too. Processor time is given in parts of ' +
      'what all processors of the machine have.',
    columns: [
      ...['requests per second', 'events', 'answered per second', 'p50 ms', 'p95 ms', 'p99 ms', 'highest ms'],
      ...['planned arrival → answer: p50 ms', 'p95 ms', 'p99 ms', 'CPU busy: whole machine'],
      ...['first service', 'second service', 'sender', 'broker, database, rest'],
    ],
    rows: runs.map(({ rate, events, toEffect, toAnswer, answeredPerSecond, cpu }) => [
      ...[whole(rate), whole(events), whole(answeredPerSecond)],
      ...[0.5, 0.95, 0.99, 1].map((part) => quantile(toEffect, part).toFixed(1)),
      ...[0.5, 0.95, 0.99].map((part) => quantile(toAnswer, part).toFixed(1)),
      ...[cpu.busy, cpu.intake, cpu.effects, cpu.load, cpu.busy - cpu.intake - cpu.effects - cpu.load].map(
        (share) => `${whole(share * 100)} %`,
      ),
    ]),
    goals: atGoal.flatMap(({ rate, toEffect, answeredPerSecond }): Goal[] => [
      {
        what: `p95 of commit → effect at ${whole(rate)} events/s`,
        value: quantile(toEffect, 0.95),
        unit: 'ms',
        atMost: GOAL.p95Ms,
      },
      // A service that falls behind the rate would spare the rest of the way its load.
      {
        what: `requests answered of ${whole(rate)} planned per second`,
        value: answeredPerSecond,
        unit: 'per second',
        atLeast: GOAL.answeredShare * rate,
      },
    ]),
    checked: [checked],
  };
}

function latencies(answers: readonly Answer[], commits: readonly Commit[]) {
  const effectAt = new Map(commits);
  const refused = answers.filter(({ status }) => status !== 201);
  if (refused.length > 0) throw new Error(`${refused.length} requests were answered with ${refused[0]?.status}`);
  const unheard = answers.filter(({ n }) => !effectAt.has(n));
  if (unheard.length > 0) throw new Error(`The commits of ${unheard.length} effects were not heard of`);
  const times = answers.map(({ plannedAt }) => plannedAt);
  const duration = (Math.max(...answers.map(({ answeredAt }) => answeredAt)) - Math.min(...times)) / 1e6;
  return {
    toEffect: answers.map(({ n, committedAt }) => ((effectAt.get(n) ?? NaN) - committedAt) / 1000),
    toAnswer: answers.map(({ plannedAt, answeredAt }) => (answeredAt - plannedAt) / 1000),
    answeredPerSecond: answers.length / duration,
  };
}

function serviceSettings({ databaseUrl, kafkaBrokers }: Ground, port: number): ProgramSettings {
  return {
    LOG_LEVEL: 'error',
    HTTP_PORT: `${port}`,
    METRICS_PORT: '0',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: `${POOL}`,
    KAFKA_BROKERS: kafkaBrokers.join(','),
    // Nobody is asked for tokens here: the benchmark's only endpoint is public.
    OIDC_ISSUER: 'http://127.0.0.1:9',
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Begins to measure. @returns ends it */
async function cpuMeter(programs: Record<'intake' | 'effects' | 'load', Program>): Promise<() => Promise<CpuShares>> {
  const seconds = async () => ({
    intake: await programs.intake.ask<number>('cpu', 10_000),
    effects: await programs.effects.ask<number>('cpu', 10_000),
    load: await programs.load.ask<number>('cpu', 10_000),
  });
  const [before, machineBefore] = [await seconds(), cpuTimes()];
  return async () => {
    const [after, machine] = [await seconds(), cpuTimes()];
    const all = (machine.all - machineBefore.all) / 1000;
    return {
      busy: (machine.busy - machineBefore.busy) / 1000 / all,
      intake: (after.intake - before.intake) / all,
      effects: (after.effects - before.effects) / all,
      load: (after.load - before.load) / all,
    };
  };
}

/** In ms of all processors together, since the machine started. */
function cpuTimes(): { busy: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, time) => sum + time.user + time.nice + time.sys + time.irq + time.idle, 0);
  return { all, busy: all - times.reduce((sum, { idle }) => sum + idle, 0) };
}
