import pg from 'pg';
import type { ServiceName } from '#contracts';
import { type CopyDeclaration, rebuild, RebuildRefused, type RebuildReport } from '#messaging';
import { type Command, parsed, requireYes, serviceNamed, UsageError } from './command.js';
import { serviceConfig } from './config.js';
import { copiesOf, PERSISTENCE } from './copies.js';

const OPTIONS = {
  all: { type: 'boolean' },
  check: { type: 'boolean' },
  'drop-unknown': { type: 'boolean' },
  digest: { type: 'boolean' },
  yes: { type: 'boolean' },
} as const;

const HELP = `rebuild <service> <copy>… | --all                  makes copies of others' data anew from Kafka and swaps them in
rebuild <service> <copy>… | --all --check          only compares
rebuild <service> <copy>… | --all --drop-unknown --yes   also drops rows that Kafka does not know (any more)
rebuild <service>                                  names its copies
rebuild <service> --digest                         the service publishes within seconds what it owns, for others to compare

The service goes on working. Settings: those of the service, DATABASE_URL and KAFKA_….
Exit codes: 0 done, 1 a copy was not rebuilt (the old one stays), 2 wrong use. docs/runbooks/rebuild-a-copy.md`;

/** Makes a service's copies of others' data anew from Kafka, beside the old ones, and swaps them in. */
export const REBUILD: Command = {
  name: 'rebuild',
  summary: "makes a service's copies of others' data anew from Kafka",
  help: HELP,
  async run(words) {
    const { values, positionals } = parsed(words, OPTIONS);
    const [name = '', ...names] = positionals;
    const service = serviceNamed(name);
    if (values.digest) return askForDigest(service);
    const all = await copiesOf(service);
    const copies = values.all ? all : wanted(service, all, names);
    const dropUnknown = values['drop-unknown'] ?? false;
    if (dropUnknown && !values.check) {
      requireYes(values.yes, '--drop-unknown deletes the rows of which Kafka does not tell.');
    }
    return rebuildEach(service, copies, { checkOnly: values.check ?? false, dropUnknown });
  },
};

function wanted(
  of: ServiceName,
  all: readonly CopyDeclaration[],
  names: readonly string[],
): readonly CopyDeclaration[] {
  const known = all.filter(({ name }) => names.includes(name));
  if (names.length > 0 && known.length === new Set(names).size) return known;
  const list = all.map(({ name }) => name).join(', ');
  throw new UsageError(`${of} has these copies: ${list}; name them, or say --all.`);
}

async function rebuildEach(
  service: ServiceName,
  copies: readonly CopyDeclaration[],
  options: { readonly checkOnly: boolean; readonly dropUnknown: boolean },
): Promise<number> {
  const config = serviceConfig();
  let failures = 0;
  for (const copy of copies) {
    try {
      report(await rebuild({ service, copy, persistence: PERSISTENCE[service], config, ...options }));
    } catch (error) {
      failures += 1;
      const refused = error instanceof RebuildRefused;
      console.error(
        refused ? error.message : `${copy.name}: the rebuild failed and the old copy stays (${causeOf(error)}).`,
      );
    }
  }
  return failures === 0 ? 0 : 1;
}

/** The running service finds the mark at its next look. */
async function askForDigest(service: ServiceName): Promise<number> {
  if (service === 'notifications' || service === 'recognition-bank') {
    throw new UsageError(`${service} owns nothing that others copy.`);
  }
  const client = new pg.Client({ connectionString: serviceConfig().DATABASE_URL });
  try {
    await client.connect();
    await client.query('UPDATE digest_run SET due = true');
  } catch (error) {
    console.error(`Nothing was asked: the database of ${service} did not do it (${causeOf(error)}).`);
    return 1;
  } finally {
    await client.end();
  }
  console.log(`${service} publishes its digests within seconds, if it runs.`);
  return 0;
}

function report(done: RebuildReport): void {
  const { copy, rows, kept, swapped, undigested } = done;
  console.log(
    `${copy}: ${rows.before} rows before, ${rows.after} after ${done.eventsApplied} events; ` +
      `${swapped ? `swapped in, locked for ${done.lockedMs.toFixed(0)} ms` : 'only compared'}`,
  );
  if (kept > 0) console.log(`  ${kept} rows are kept although Kafka does not tell of them (any more)`);
  if (done.asked > 0) console.log(`  the owner is asked for the state of ${done.asked}, whose events do not suffice`);
  for (const { table, changed, added, missing, examples } of done.differences) {
    console.log(`  ${table}: ${changed} rows changed, ${added} added, ${missing} gone`);
    for (const example of examples) console.log(`    ${example}`);
  }
  for (const { topic, partition, offset, why } of undigested.slice(0, 20)) {
    console.log(`  left out: ${topic} partition ${partition} offset ${offset} (${why})`);
  }
  if (undigested.length > 20) console.log(`  left out: ${undigested.length - 20} more`);
}

/** Name and code only: messages of database errors quote values. */
function causeOf(error: unknown): string {
  const { name = 'error', code } = error as { name?: string; code?: unknown };
  return code === undefined ? `${name}: ${String((error as Error).message).slice(0, 200)}` : `${name} ${String(code)}`;
}
