import fc from 'fast-check';
import { CRASH_POINTS, watchCrashPoints } from '../../src/crash-point.js';
import { anyScenario, type Scenario } from './commands.js';
import { violationsIn } from './verdict.js';
import { World } from './world.js';

/** What must have happened in a long series of runs, or it has shown less than it says. */
export const MUST_HAPPEN = [
  ...['commit', 'roll back', 'bug', 'hang', 'kill', 'stop', 'broker away', 'answer of the broker lost', 'refusal'],
  ...['row set aside', 'database away', 'answer of a commit lost', 'relay cut off', 'rebalance with work in hand'],
  ...[
    'redelivery',
    'full replay',
    'duplicate',
    'poison',
    'transaction done again',
    'wait for another transaction',
    'record published twice',
    'record behind a later one of its key',
  ],
  ...[
    'message seen before',
    'partition paused',
    'letter of a parked key',
    'rows committed out of the order of their numbers',
  ],
  ...CRASH_POINTS.map((point) => `crash ${point}`),
] as const;

export interface ModelChoice {
  readonly runs: number;
  readonly seed: number;
  /** Where a counterexample stands, as a failed series reports it. */
  readonly path?: string;
  /** Called now and then with the number of finished runs. */
  readonly progress?: (runs: number) => void;
}

export interface ModelResult {
  /** What failed and how it is repeated; undefined when the real code and the model agree. */
  readonly failure: string | undefined;
  readonly runs: number;
  readonly turns: number;
  /** How often what happened, over all runs. */
  readonly happened: ReadonlyMap<string, number>;
}

/** Puts the real relay and consumer through random courses of events and holds what comes out against the sequential model. */
export async function runModel({ runs, seed, path, progress }: ModelChoice): Promise<ModelResult> {
  const happened = new Map<string, number>(MUST_HAPPEN.map((name) => [name, 0]));
  let [ran, turns] = [0, 0];
  const property = fc.asyncProperty(anyScenario, async (scenario) => {
    const world = new World(scenario.setting);
    const violations = await courseOf(world, scenario);
    turns += world.turns.taken;
    for (const [name, times] of world.tally()) happened.set(name, (happened.get(name) ?? 0) + times);
    if (++ran % 500 === 0) progress?.(ran);
    if (violations.length > 0) throw new Error(violations.join('\n'));
  });
  const details = await fc.check(property, {
    numRuns: runs,
    seed,
    ...(path !== undefined && { path }),
    endOnFailure: false,
  });
  return { failure: details.failed ? described(details) : undefined, runs: details.numRuns, turns, happened };
}

async function courseOf(world: World, { steps }: Scenario): Promise<string[]> {
  watchCrashPoints(world.atCrashPoint);
  try {
    for (const { command, turns } of steps) {
      await command.happen(world);
      await world.turns.go(turns);
    }
    const restless = await world.settle();
    return [...(restless === undefined ? [] : [`it never comes to rest: ${restless}`]), ...violationsIn(world)];
  } finally {
    watchCrashPoints(undefined);
  }
}

function described(details: fc.RunDetails<[Scenario]>): string {
  const [scenario] = details.counterexample ?? [];
  const { error } = { error: details.errorInstance };
  const lines = scenario?.steps.map(({ command, turns }) => `  ${command.said}, then ${turns} turns`) ?? [];
  return [
    error instanceof Error ? error.message : String(error),
    `after ${details.numRuns} runs and ${details.numShrinks} steps of making it smaller, in this course of events:`,
    `  ${JSON.stringify(scenario?.setting)}`,
    ...lines,
    `again: npm run test:model -- --runs 1 --seed ${details.seed} --path ${details.counterexamplePath}`,
  ].join('\n');
}
