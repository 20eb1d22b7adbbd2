/**
 * `npm run rebuild -- <service> <copy>… | --all [--check] [--drop-unknown]`: makes a service's copies of others' data anew
 * from Kafka, beside the old ones, and swaps them in; the service goes on working. `--check` only tells the differences.
 * `npm run rebuild -- <service> --digest`: the service tells what it owns within seconds, for others to compare with.
 * `npm run rebuild` alone lists the copies. Without DATABASE_URL and KAFKA_BROKERS it works on the stack of `npm start`.
 */
import pg from 'pg';
import { z } from 'zod';
import { SERVICES, type ServiceName } from '#contracts';
import { type CopyDeclaration, rebuild, RebuildRefused, type RebuildReport } from '#messaging';
import { databaseSettings, kafkaSettings, loadConfig } from '#platform';
import { stack } from '#testing';
import { copies as applications } from '../apps/applications/src/persistence/copies.js';
import { copies as decisions } from '../apps/decisions/src/persistence/copies.js';
import { copies as notifications } from '../apps/notifications/src/persistence/copies.js';
import { copies as recognitionBank } from '../apps/recognition-bank/src/persistence/copies.js';
import { copies as studyRights } from '../apps/study-rights/src/persistence/copies.js';

const COPIES: Readonly<Record<ServiceName, readonly CopyDeclaration[]>> = {
  applications,
  decisions,
  notifications,
  'recognition-bank': recognitionBank,
  'study-rights': studyRights,
};

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const flags = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const unknownFlag = [...flags].find((flag) => !['--all', '--check', '--drop-unknown', '--digest'].includes(flag));
const service = SERVICES.find((name) => name === words[0]);

if (words.length === 0 && flags.size === 0) list();
else if (unknownFlag) complain(`${unknownFlag} is not known: use --all, --check, --drop-unknown, --digest.`);
else if (!service) complain(`"${words[0] ?? ''}" is no service: use one of ${SERVICES.join(', ')}.`);
else if (flags.has('--digest')) await askForDigest(service);
else await rebuildAll(service, wanted(service));

function list(): void {
  console.log('npm run rebuild -- <service> <copy>… | --all [--check] [--drop-unknown]');
  console.log('npm run rebuild -- <service> --digest\n');
  for (const name of SERVICES) console.log(`${name.padEnd(18)}${COPIES[name].map((copy) => copy.name).join(', ')}`);
}

function wanted(of: ServiceName): readonly CopyDeclaration[] {
  if (flags.has('--all')) return COPIES[of];
  const names = words.slice(1);
  const known = COPIES[of].filter(({ name }) => names.includes(name));
  if (names.length > 0 && known.length === new Set(names).size) return known;
  complain(`${of} has these copies: ${COPIES[of].map(({ name }) => name).join(', ')}; name them, or say --all.`);
  return [];
}

async function rebuildAll(of: ServiceName, copies: readonly CopyDeclaration[]): Promise<void> {
  if (copies.length === 0) return;
  const config = settings(of);
  for (const copy of copies) {
    try {
      const options = { checkOnly: flags.has('--check'), dropUnknown: flags.has('--drop-unknown') };
      report(await rebuild({ service: of, copy, config, ...options }));
    } catch (error) {
      complain(
        error instanceof RebuildRefused
          ? error.message
          : `${copy.name}: the rebuild failed and the old copy stays (${nameOf(error)}).`,
      );
    }
  }
}

/** The running service finds the mark at its next look. */
async function askForDigest(of: ServiceName): Promise<void> {
  if (of === 'notifications' || of === 'recognition-bank') return complain(`${of} owns nothing that others copy.`);
  const client = new pg.Client({ connectionString: settings(of).DATABASE_URL });
  await client.connect();
  try {
    await client.query('UPDATE digest_run SET due = true');
  } finally {
    await client.end();
  }
  console.log(`${of} publishes its digests within seconds, if it runs.`);
}

/** The environment's, as a service reads it; else those of the stack on this machine. */
function settings(of: ServiceName) {
  const env = { ...process.env };
  if (!env['DATABASE_URL'] && !env['DATABASE_URL_FILE']) env['DATABASE_URL'] = stack().databaseUrls[of];
  if (!env['KAFKA_BROKERS']) env['KAFKA_BROKERS'] = stack().kafkaBrokers.join(',');
  return loadConfig(z.object({ ...databaseSettings, ...kafkaSettings }), env);
}

function report(done: RebuildReport): void {
  const { copy, rows, kept, swapped, undigested } = done;
  console.log(
    `${copy}: ${rows.before} rows before, ${rows.after} after ${done.eventsApplied} events; ` +
      `${swapped ? `swapped in, locked for ${done.lockedMs.toFixed(0)} ms` : 'only compared'}`,
  );
  if (kept > 0) console.log(`  ${kept} rows are kept although Kafka does not tell of them (any more)`);
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
function nameOf(error: unknown): string {
  const { name = 'error', code } = error as { name?: string; code?: unknown };
  return code === undefined ? `${name}: ${String((error as Error).message).slice(0, 200)}` : `${name} ${String(code)}`;
}

function complain(sentence: string): void {
  console.error(sentence);
  process.exitCode = 1;
}
