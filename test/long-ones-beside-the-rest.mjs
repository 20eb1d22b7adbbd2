import Sequencer from '@jest/test-sequencer';

/** Tests that read topics from their beginning take longer the more the others have written: these come first. */
const READ_WHOLE_TOPICS = [
  'test/rebuild.scenario.ts',
  'test/contracts/samples-are-produced.scenario.ts',
  'test/reconcile.scenario.ts',
  'test/rebuild-as-taken-in.scenario.ts',
];

/** Tests that mostly wait, with their seconds: while one of these waits, the other processes work. */
const WAITS = new Map([
  ['test/rebuild.scenario.ts', 204],
  ['test/reconcile.scenario.ts', 78],
  ['test/chaos/short-chaos.scenario.ts', 205],
  ['apps/study-rights/test/two-instances.scenario.ts', 101],
  ['test/infrastructure-away.scenario.ts', 71],
  ['test/dead-letters.scenario.ts', 65],
  ['apps/decisions/test/cancellation-and-decision-race.scenario.ts', 65],
]);

/** Leaves odd data behind that would disturb the others. */
const LAST = 'test/mutated-requests.scenario.ts';

const SECONDS_OF_A_SCENARIO = 5;
const SECONDS_OF_A_SPEC = 0.3;

/** Two queues in one: what waits and what works are begun alternately, so that both come to their ends together. */
export default class LongOnesBesideTheRest extends Sequencer {
  sort(tests) {
    const sorted = [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
    const waiting = queueOf(
      sorted.filter((test) => waits(test) !== undefined).sort((a, b) => rank(a) - rank(b) || waits(b) - waits(a)),
    );
    const working = queueOf(sorted.filter((test) => waits(test) === undefined));
    return [...waiting, ...working].sort((a, b) => a.begins - b.begins).map(({ test }) => test);
  }
}

/** Each test with the part of the queue's time, 0 to 1, that has passed when it begins. */
function queueOf(tests) {
  const total = tests.reduce((sum, test) => sum + seconds(test), 0);
  let passed = 0;
  return tests.map((test) => {
    const begins = passed / total;
    passed += seconds(test);
    return { test, begins };
  });
}

function seconds(test) {
  if (test.duration) return test.duration / 1000;
  return waits(test) ?? (test.path.endsWith('.scenario.ts') ? SECONDS_OF_A_SCENARIO : SECONDS_OF_A_SPEC);
}

function waits(test) {
  return [...WAITS].find(([file]) => named(test, file))?.[1];
}

function rank(test) {
  if (named(test, LAST)) return READ_WHOLE_TOPICS.length + 1;
  const at = READ_WHOLE_TOPICS.findIndex((file) => named(test, file));
  return at < 0 ? READ_WHOLE_TOPICS.length : at;
}

function named({ path }, file) {
  return path.endsWith(`/${file}`);
}
