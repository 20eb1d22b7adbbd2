import { cp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ServiceName, topicOf, type EventName } from '#contracts';
import { ChaosStack } from '../../scripts/launcher/chaos-stack.js';
import { DataFolder } from '../../scripts/launcher/data-folder.js';
import { Steps } from '../../scripts/launcher/steps.js';
import { judge, linesOf, type Verdict } from './checker.js';
import { atRest, collect, CONSUMED_TRIGGER_SQL, eventsFollowed } from './collect.js';
import { RotatingClient } from './door.js';
import type { Evidence, Fault } from './evidence.js';
import { FAULTS, type FaultName, together, type World } from './faults.js';
import { History } from './history.js';
import { Load } from './load.js';
import { Observer } from './observer.js';
import { openPools } from './pools.js';
import { SeededRandom } from './random.js';

export interface RunOptions {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the history goes, and after a failure the logs of the services. */
  readonly folder: string;
  readonly seed: number;
  /** Faults one line after the other, those of a line side by side. */
  readonly faults: readonly (readonly FaultName[])[];
  /** How long broker and database are away, in ms. */
  readonly outageMs: number;
  /** An invariant that was not exercised counts as a failure. */
  readonly full: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface RunResult {
  readonly verdicts: readonly Verdict[];
  /** The run in lines for people: faults with their durations, verdicts, figures. */
  readonly lines: readonly string[];
  readonly passed: boolean;
}

const WARM_UP_MS = 3000;
const BETWEEN_MS = 1000;
const LOAD_ENDS_WITHIN_MS = 15_000;
const RESTS_WITHIN_MS = 90_000;
const DUPLICATE_SHARE = 0.1;

/** One run: a stack of its own, a load, the faults, rest, and the verdicts. */
export async function runChaos(options: RunOptions): Promise<RunResult> {
  const { root, env, folder, seed, say, signal } = options;
  const started = performance.now();
  const lines: string[] = [];
  const report = (line: string) => {
    lines.push(line);
    say(line);
  };
  const random = new SeededRandom(seed);
  await mkdir(folder, { recursive: true });
  const history = new History(path.join(folder, 'history.jsonl'));
  const steps = new Steps((line) => history.note('launcher', { line: line.trim() }));
  const data = await DataFolder.take(path.join(folder, 'data'), steps);
  let passed = false;
  try {
    const instrumentation = CONSUMED_TRIGGER_SQL;
    const stack = await ChaosStack.start({ root, data, env, steps, signal, instrumentation });
    report(`  stack ready after ${since(started)}`);
    try {
      const evidence = await live(stack, { ...options, random, history, report });
      const verdicts = judge(evidence);
      passed = verdicts.every(({ result }) => result === 'HOLDS' || (!options.full && result === 'NOT EXERCISED'));
      for (const verdict of verdicts) {
        history.note('verdict', verdict);
        linesOf(verdict).forEach(report);
      }
      report(`  ${figuresOf(evidence)}`);
      report(
        `  ${passed ? (options.full ? 'all ten invariants hold' : 'no invariant is violated') : 'NOT ALL INVARIANTS HOLD'}, seed ${seed}, run of ${since(started)}`,
      );
      return { verdicts, lines, passed };
    } finally {
      await stack.stop();
    }
  } finally {
    await history.close();
    await data.release();
    if (!passed || env['CHAOS_KEEP'])
      await cp(data.file('logs'), path.join(folder, 'logs'), { recursive: true, force: true }).catch(() => undefined);
    await rm(data.path, { recursive: true, force: true });
  }
}

type Living = RunOptions & {
  readonly random: SeededRandom;
  readonly history: History;
  readonly report: (line: string) => void;
};

/** From the first operation to the evidence. */
async function live(
  stack: ChaosStack,
  { root, faults, outageMs, signal, random, history, report }: Living,
): Promise<Evidence> {
  const pools = openPools(stack.databaseUrls);
  const observer = new Observer(stack.brokers, random);
  const load = new Load(new RotatingClient(stack, history), history, random, stack.brokers);
  const reactions = await eventsFollowed(root);
  const done: Fault[] = [];
  try {
    await observer.start();
    observer.duplicateShare = DUPLICATE_SHARE;
    load.start();
    await delay(WARM_UP_MS);
    const world: World = { stack, load, observer, pools, groups: groupsOf(reactions), reactions, outageMs };
    for (const names of faults) {
      signal.throwIfAborted();
      const from = performance.now();
      const results = await together(names.map((name) => () => FAULTS[name](world)));
      done.push(...results);
      for (const fault of results) history.note('fault', fault);
      report(`  ${names.join(' + ').padEnd(28)} ${since(from).padStart(7)}  ${results.map(summaryOf).join(', ')}`);
      await delay(BETWEEN_MS);
    }
    const resting = performance.now();
    await load.stop(LOAD_ENDS_WITHIN_MS);
    observer.duplicateShare = 0;
    await observer.duplicatesOut();
    const restless = await untilAtRest(
      () => observer.caughtUp(10_000),
      () => atRest(pools, observer.records, reactions),
    );
    const lag = await observer.lag(groupsOf(reactions)).catch(() => new Map<string, number>());
    const lags = [...lag].filter(([, n]) => n > 0).map(([group, n]) => `${group} ${n}`);
    report(
      `  ${'rest'.padEnd(28)} ${since(resting).padStart(7)}  ${restless ?? `nothing on its way, lag ${lags.join(', ') || 'zero'}`}`,
    );
    const mails = await mailsOf(stack.maildevUrl);
    const quiet = restless === undefined;
    const { operations } = history;
    return await collect({ pools, records: observer.records, operations, faults: done, reactions, mails, quiet });
  } finally {
    await load.stop(0).catch(() => undefined);
    await observer.stop();
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  }
}

/** @returns what is still in flight at the deadline */
async function untilAtRest(
  caughtUp: () => Promise<boolean>,
  probe: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const deadline = performance.now() + RESTS_WITHIN_MS;
  for (let calm = 0; ;) {
    const restless = (await caughtUp()) ? await probe().catch(String) : 'the topics were not read to their end';
    calm = restless === undefined ? calm + 1 : 0;
    // Twice: what was booked in at the first check may have published events.
    if (calm === 2) return undefined;
    if (performance.now() > deadline) return restless;
    await delay(300);
  }
}

/** The topics each group reads. */
function groupsOf(reactions: ReadonlyMap<ServiceName, ReadonlySet<string>>): Map<string, readonly string[]> {
  const topics = (names: ReadonlySet<string>) => [
    ...new Set([...names].map((name) => topicOf(name as EventName).name)),
  ];
  return new Map([...reactions].map(([service, names]) => [service, topics(names)]));
}

/** The Message-ID of everything in the mail catcher. */
async function mailsOf(maildevUrl: string): Promise<string[]> {
  const response = await fetch(`${maildevUrl}/api/email?limit=2000`);
  const mails = (await response.json()) as { messageId?: string; headers?: Record<string, unknown> }[];
  return mails.map(({ messageId, headers }) => String(messageId ?? headers?.['message-id'] ?? ''));
}

function summaryOf(fault: Fault): string {
  switch (fault.kind) {
    case 'crash':
      return `${fault.service} ${fault.hit ? 'killed' : 'NOT killed'} ${fault.window}`;
    case 'failover':
      return `${fault.service} taken over after ${fault.takenOverAfterMs ?? '∞'} ms`;
    case 'rebalance':
      return `${fault.service} 1→${fault.most}→1`;
    case 'network':
      return `${fault.service} to ${fault.link} ${fault.what}`;
    case 'answers-dropped':
      return `idempotent kafkajs lost ${fault.lostByIdempotent} of ${fault.sent}, ours ${fault.lostByOurs}`;
    case 'replay':
      return `${fault.messages} messages again`;
    case 'clock-jumps':
      return `${fault.moments.length} jumps`;
    case 'terminated':
      return `${fault.instance} gone after ${(fault.goneAfterMs / 1000).toFixed(1)} s`;
    case 'poison':
      return `${fault.places.length} keys`;
    case 'broker-outage':
    case 'postgres-outage':
      return `${((fault.to - fault.from) / 1000).toFixed(1)} s away`;
    case 'disk-full':
      return 'outbox inserts refused';
  }
}

function figuresOf({ operations, records }: Evidence): string {
  const writes = operations.filter(({ kind }) => !kind.startsWith('read-'));
  const count = (outcome: string) => writes.filter((operation) => operation.outcome === outcome).length;
  const first = Math.min(...operations.map(({ invokedAt }) => invokedAt));
  const last = Math.max(...operations.map(({ completedAt }) => completedAt));
  return (
    `${operations.length} operations in ${((last - first) / 1000).toFixed(0)} s; of ${writes.length} writes ${count('ok')} done, ` +
    `${count('refused')} refused, ${count('not-taken')} not taken, ${count('unknown')} without an answer; ${records.length} records on the topics`
  );
}

function since(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
