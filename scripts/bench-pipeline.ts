/**
 * `npm run bench:pipeline`: the way of an event from outbox to effect, measured in one run against kafkajs and `pg` alone,
 * against another outbox, and against Nest's own Kafka server, on a Kafka and a PostgreSQL of its own.
 *   --quick            small loads, rough figures, less than two minutes
 *   --only=relay,nest  only these parts (relay, inbox, nest, end-to-end, growth)
 *   --write            also writes the report to docs/benchmarks.md
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem, type } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchPipeline, FULL, type Part, PARTS, QUICK } from '../libs/messaging/bench/pipeline.js';
import { type Circumstances, reportOf } from '../libs/messaging/bench/report.js';
import { DataFolder } from './launcher/data-folder.js';
import { LauncherError, sentenceOf } from './launcher/failure.js';
import { freePorts } from './launcher/ports.js';
import { query } from './launcher/postgres.js';
import { ROOT, stopSignal } from './launcher/run.js';
import { startStack } from './launcher/stack.js';
import { Steps } from './launcher/steps.js';

const REPORT = path.join(ROOT, 'docs', 'benchmarks.md');
const COMPARED = ['kafkajs', 'pg', 'typeorm', '@nestjs/microservices', 'pg-transactional-outbox'];

const signal = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-bench-'));
let exitCode = 1;
try {
  const choice = chosen();
  const report = await measure(choice);
  console.log(`\n${report}`);
  if (choice.write) await writeFile(REPORT, report);
  exitCode = 0;
} catch (error) {
  if (!signal.aborted) console.error(`\n${sentenceOf(error)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(exitCode);

function chosen(): { quick: boolean; write: boolean; parts: readonly Part[] } {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } },
  });
  const named = values.only?.split(',') ?? [];
  const unknown = named.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined)
    throw new LauncherError(`There is no part "${unknown}": take some of ${PARTS.join(', ')}.`);
  const parts = PARTS.filter((part) => named.length === 0 || named.includes(part));
  return { quick: values.quick ?? false, write: values.write ?? false, parts };
}

async function measure({ quick, parts }: { quick: boolean; parts: readonly Part[] }): Promise<string> {
  const steps = new Steps();
  const loadBefore = loadavg();
  const data = await DataFolder.take(path.join(folder, 'data'), steps);
  try {
    const stackFile = data.file('stack.json');
    const options = { root: ROOT, data, ports: await freePorts(), env: process.env, steps, stackFile, signal };
    // Data that is not thrown away: PostgreSQL waits for the disk at each commit, as it would in earnest.
    const stack = await startStack({ ...options, disposable: false, only: 'infrastructure' });
    try {
      const { kafkaBrokers, databaseUrls } = stack.addresses;
      const addresses = { kafkaBrokers, databaseUrl: databaseUrls.notifications };
      const sections = await benchPipeline(addresses, quick ? QUICK : FULL, parts, (part, work) => {
        signal.throwIfAborted();
        return steps.run(`Measuring ${part}`, work);
      });
      return reportOf(sections, [
        ...(await circumstances(databaseUrls.notifications)),
        ['load average before', loadBefore.map((load) => load.toFixed(1)).join(', ')],
        ['size', quick ? 'quick: small loads, rough figures' : 'full'],
        ['duration', steps.elapsed()],
      ]);
    } finally {
      await stack.stop();
    }
  } finally {
    await data.release();
  }
}

async function circumstances(databaseUrl: string): Promise<Circumstances> {
  const [postgres] = await query<{ version: string }>(
    databaseUrl,
    `SELECT current_setting('server_version') AS version`,
  );
  const settings = await query<{ text: string }>(
    databaseUrl,
    `SELECT name || ' ' || current_setting(name) AS text FROM pg_settings
      WHERE name IN ('fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size') ORDER BY name`,
  );
  return [
    ['day', new Date().toISOString().slice(0, 10)],
    ['machine', `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GiB, ${type()}`],
    ['shared by', 'broker, database, every process measured and the benchmark itself'],
    ['Node', process.version],
    ['Apache Kafka', `${kafkaVersion()}, one broker, 12 partitions, one replica`],
    ['PostgreSQL', `${postgres?.version}; ${settings.map(({ text }) => text).join(', ')}`],
    ...COMPARED.map((name) => [name, packageVersion(name)] as const),
  ];
}

function packageVersion(name: string): string {
  const file = path.join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function kafkaVersion(): string {
  if (process.env['KAFKA_BROKERS']) return 'given by KAFKA_BROKERS';
  const pom = readFileSync(path.join(ROOT, 'pom.xml'), 'utf8');
  return /<kafka\.version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
}
