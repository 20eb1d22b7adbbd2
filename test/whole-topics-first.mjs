import Sequencer from '@jest/test-sequencer';

/** What reads topics from their beginning takes longer the more the others have written: these come first. */
const READ_WHOLE_TOPICS = [
  'test/rebuild.scenario.ts',
  'test/contracts/samples-are-produced.scenario.ts',
  'test/reconcile.scenario.ts',
  'test/rebuild-as-taken-in.scenario.ts',
];

/** Leaves odd things behind, which the others need not meet. */
const LAST = 'test/mutated-requests.scenario.ts';

export default class WholeTopicsFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      if (path.endsWith(`/${LAST}`)) return READ_WHOLE_TOPICS.length + 1;
      const at = READ_WHOLE_TOPICS.findIndex((file) => path.endsWith(`/${file}`));
      return at < 0 ? READ_WHOLE_TOPICS.length : at;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
