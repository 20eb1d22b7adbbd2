import Sequencer from '@jest/test-sequencer';

/** What reads topics from their beginning takes longer the more the others have written: these come first. */
const READ_WHOLE_TOPICS = [
  'test/rebuild.scenario.ts',
  'test/contracts/samples-are-produced.scenario.ts',
  'test/reconcile.scenario.ts',
  'test/rebuild-as-taken-in.scenario.ts',
];

/** What mostly waits, with its seconds: while one of these waits, the other processes work. */
const WAITS = new Map([
  ['test/rebuild.scenario.ts', 204],
  ['test/reconcile.scenario.ts', 78],
  ['test/chaos/short-chaos.scenario.ts', 205],
  ['apps/study-rights/test/two-instances.scenario.ts', 101],
  ['test/infrastructure-away.scenario.ts', 71],
  ['test/dead-letters.scenario.ts', 65],
  ['apps/decisions/test/cancellation-and-decision-race.scenario.ts', 65],
]);

/** Leaves odd things behind, which the others need not meet. */
const LAST = 'test/mutated-requests.scenario.ts';

const SECONDS_OF_A_SCENARIO = 5;

/** Two queues in one: what waits and what works are begun alternately, by the time that each has taken so far. */
export default class LongOnesBesideTheRest extends Sequencer {
  sort(tests) {
    const named = ({ path }, file) => path.endsWith(`/${file}`);
    const rank = (test) => {
      if (named(test, LAST)) return READ_WHOLE_TOPICS.length + 1;
      const at = READ_WHOLE_TOPICS.findIndex((file) => named(test, file));
      return at < 0 ? READ_WHOLE_TOPICS.length : at;
    };
    const waits = (test) => [...WAITS].find(([file]) => named(test, file))?.[1];
    const sorted = [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
    const waiting = sorted.filter((test) => waits(test) !== undefined);
    const working = sorted.filter((test) => waits(test) === undefined);
    const order = [];
    let waited = 0;
    let worked = 0;
    while (waiting.length + working.length > 0) {
      const next = working.length === 0 || (waiting.length > 0 && waited <= worked) ? waiting.shift() : working.shift();
      order.push(next);
      if (waits(next) !== undefined) waited += waits(next);
      else if (next.path.endsWith('.scenario.ts')) worked += (next.duration ?? SECONDS_OF_A_SCENARIO * 1000) / 1000;
    }
    return order;
  }
}
