import fc from 'fast-check';
import { CRASH_POINTS, type CrashPoint } from '../../src/crash-point.js';
import type { LostAnswer } from './faults-of-the-broker.js';
import { keyOf } from '../../testing/change.js';
import { CONTENTS } from './events-of-the-model.js';
import { CONSUMERS, SERVICES_OF_THE_MODEL, type Setting, type World } from './world.js';

/** One thing that happens. */
export interface Command {
  /** As a counterexample shows it: `Commit(0, "a", ["good"], 0)`. */
  readonly said: string;
  happen(world: World): void | Promise<void>;
}

/** A command, and the turns that everybody gets after it. */
export interface Step {
  readonly command: Command;
  readonly turns: number;
}

/** One run: its setting, and what happens in it. */
export interface Scenario {
  readonly setting: Setting;
  readonly steps: readonly Step[];
}

function command<A extends unknown[]>(
  name: string,
  parameters: { [K in keyof A]: fc.Arbitrary<A[K]> },
  happen: (world: World, ...values: A) => void | Promise<void>,
): fc.Arbitrary<Command> {
  return fc.tuple<A>(...parameters).map((values) => ({
    said: `${name}(${values.map((value) => JSON.stringify(value)).join(', ')})`,
    happen: (world) => happen(world, ...(values as A)),
  }));
}

const replica = fc.nat({ max: 4 });
/** Of those that send something. */
const withOutbox = fc.nat({ max: 3 });
/** Of those that react to something. */
const withInbox = fc.integer({ min: 2, max: 4 });
const isOfInbox = (point: CrashPoint) => point.startsWith('consumer') || point === 'after-dead-letter-before-commit';
const INBOX_POINTS = CRASH_POINTS.filter(isOfInbox);
const OUTBOX_POINTS = CRASH_POINTS.filter((point) => !isOfInbox(point));
const key = fc.constantFrom(...'abcd').map(keyOf);
const content = fc.oneof(
  { weight: 12, arbitrary: fc.constant(CONTENTS[0]) },
  { weight: 1, arbitrary: fc.constantFrom(...CONTENTS.slice(1)) },
);
const contents = fc.array(content, { minLength: 1, maxLength: 4, size: 'max' });
const service = fc.constantFrom(...SERVICES_OF_THE_MODEL);
const consumer = fc.constantFrom(...CONSUMERS);
const partition = fc.nat({ max: 2 });

const anyCommand = fc.oneof(
  {
    weight: 14,
    arbitrary: command('Commit', [replica, key, contents, fc.nat({ max: 40 })], (world, n, of, values, slowness) =>
      world.commit(n, { key: of, contents: values, slowness }),
    ),
  },
  {
    weight: 2,
    arbitrary: command('RollBack', [replica, key, contents], (world, n, of, values) =>
      world.commit(n, { key: of, contents: values, slowness: 0 }, true),
    ),
  },
  {
    weight: 4,
    arbitrary: command('CrashAt', [withOutbox, fc.constantFrom(...OUTBOX_POINTS)], (world, n, point) =>
      world.arm(n, point),
    ),
  },
  {
    weight: 3,
    arbitrary: command('CrashAt', [withInbox, fc.constantFrom(...INBOX_POINTS)], (world, n, point) =>
      world.arm(n, point),
    ),
  },
  { weight: 2, arbitrary: command('Kill', [replica], (world, n) => world.kill(n)) },
  { weight: 1, arbitrary: command('Stop', [replica], (world, n) => world.stop(n)) },
  { weight: 1, arbitrary: command('BrokerAway', [], (world) => world.brokerGoes()) },
  { weight: 1, arbitrary: command('BrokerBack', [], (world) => world.brokerComesBack()) },
  {
    weight: 2,
    arbitrary: command('AnswerLost', [fc.constantFrom<LostAnswer[]>('all-written', 'partly-written')], (world, kind) =>
      world.loseAnswer(kind),
    ),
  },
  {
    weight: 3,
    arbitrary: command('StoppedBeforeTheBytesLeave', [fc.integer({ min: 1, max: 60 })], (world, turns) =>
      world.stall(turns),
    ),
  },
  { weight: 1, arbitrary: command('BrokerRefuses', [key], (world, of) => world.refuse(of)) },
  { weight: 1, arbitrary: command('BrokerAccepts', [], (world) => world.accept()) },
  { weight: 1, arbitrary: command('DatabaseAway', [service], (world, of) => world.databaseGoes(of)) },
  { weight: 1, arbitrary: command('DatabaseBack', [service], (world, of) => world.databaseComesBack(of)) },
  { weight: 2, arbitrary: command('CommitAnswerLost', [service], (world, of) => world.loseCommitAnswer(of)) },
  { weight: 1, arbitrary: command('SerializationFailure', [service], (world, of) => world.conflict(of)) },
  { weight: 2, arbitrary: command('SecondRelayTakesOver', [service], (world, of) => world.cutLeader(of)) },
  { weight: 2, arbitrary: command('Rebalance', [consumer], (world, of) => world.rebalance(of)) },
  {
    weight: 2,
    arbitrary: command('Redeliver', [consumer, partition, fc.integer({ min: 1, max: 8 })], (world, of, place, back) =>
      world.redeliver(of, place, back),
    ),
  },
  { weight: 1, arbitrary: command('FullReplay', [consumer], (world, of) => world.replayAll(of)) },
  { weight: 2, arbitrary: command('Duplicate', [fc.nat({ max: 50 })], (world, n) => world.duplicate(n)) },
  { weight: 1, arbitrary: command('Poison', [key], (world, of) => world.poison(of)) },
);

const step: fc.Arbitrary<Step> = fc.record({ command: anyCommand, turns: fc.nat({ max: 60 }) });

const setting: fc.Arbitrary<Setting> = fc.record({
  partitions: fc.integer({ min: 1, max: 3 }),
  batch: fc.integer({ min: 1, max: 4 }),
  pausesAtOnce: fc.boolean(),
  choices: fc.array(fc.nat({ max: 9 }), { maxLength: 40, size: 'max' }),
});

export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  setting,
  steps: fc.array(step, { minLength: 1, maxLength: 25, size: 'max' }),
});
