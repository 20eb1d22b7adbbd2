import { ensureRights, kafkaConnection } from '#messaging';
import { atBrokers } from './brokers.js';
import { type Command, parsed, requireYes, UsageError } from './command.js';
import { kafkaConfig } from './config.js';

const HELP = `rights apply --yes    makes the access list of the brokers equal to docs/broker-rights.md, for the principals named there

It grants what is missing and withdraws what is no longer declared. Not needed where Strimzi does it (k8s/platform/kafka-users.yaml).
Settings: KAFKA_… as of a service, with a principal that may alter the cluster.
Exit codes: 0 done, 1 refused or not reachable, 2 wrong use. Interrupted, it is repeated: what is as declared stays.`;

const KEPT = 'What was granted or withdrawn before stands; repeat the command when the cause is mended.';

/** Grants and withdraws broker rights by libs/contracts/src/broker-rights.ts. */
export const RIGHTS: Command = {
  name: 'rights',
  summary: 'makes the access list of the brokers equal to the declared one',
  help: HELP,
  async run(words) {
    const { positionals, values } = parsed(words, { yes: { type: 'boolean' } });
    if (positionals.join(' ') !== 'apply') throw new UsageError(`"${positionals.join(' ')}" is not known: use apply.`);
    requireYes(values.yes, 'apply withdraws every right of the declared principals that is not declared.');
    const connection = kafkaConnection(kafkaConfig());
    const { granted, withdrawn } = await atBrokers(KEPT, () => ensureRights(connection));
    const changed = granted + withdrawn > 0;
    console.log(changed ? `Granted ${granted} rights, withdrew ${withdrawn}.` : 'All rights are as declared.');
    return 0;
  },
};
