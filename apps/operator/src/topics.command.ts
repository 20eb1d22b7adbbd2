import { compareTopics, ensureTopics, kafkaConnection } from '#messaging';
import { atBrokers } from './brokers.js';
import { type Command, parsed, UsageError } from './command.js';
import { kafkaConfig } from './config.js';

const HELP = `topics create    creates the declared topics and dead-letter topics that are missing, and says what else is not as declared
topics check     only says what is not as declared

What exists is never changed. Settings: KAFKA_… as of a service, with a principal that may create topics (topic-admin);
KAFKA_REPLICATION_FACTOR is the number of copies of each partition.
Exit codes: 0 done (check: nothing differs), 1 refused, not reachable or (check) something differs, 2 wrong use.`;

const KEPT = 'Topics that were created stay; repeat the command when the cause is mended.';

/** Creates and compares the topics of libs/contracts/src/topics.ts, where no operator of a cluster does it. */
export const TOPICS_COMMAND: Command = {
  name: 'topics',
  summary: 'creates the declared topics that are missing, compares the others',
  help: HELP,
  async run(words) {
    const { positionals } = parsed(words, {});
    const [action] = positionals;
    if (positionals.length !== 1 || (action !== 'create' && action !== 'check')) {
      throw new UsageError(`"${positionals.join(' ')}" is not known: use create or check.`);
    }
    const config = kafkaConfig();
    const connection = kafkaConnection(config);
    const copies = { replicationFactor: config.KAFKA_REPLICATION_FACTOR };
    if (action === 'create') {
      const created = await atBrokers(KEPT, () => ensureTopics(connection, copies));
      console.log(created.length === 0 ? 'All topics are there.' : `Created ${created.length} topics.`);
    }
    const differences = await atBrokers(KEPT, () => compareTopics(connection, copies));
    for (const { sentence } of differences) console.warn(sentence);
    if (action === 'check' && differences.length === 0) console.log('All topics are as declared.');
    return action === 'check' && differences.length > 0 ? 1 : 0;
  },
};
