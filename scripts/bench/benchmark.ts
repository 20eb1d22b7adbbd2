import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem, type } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ServiceName } from '#contracts';
import type { Section } from '../../libs/messaging/bench/measuring.js';
import { type Circumstances, type Heading, reportOf } from '../../libs/messaging/bench/report.js';
import { LauncherError, sentenceOf } from '../launcher/failure.js';
import { query } from '../launcher/postgres.js';
import { ROOT, stopSignal } from '../launcher/run.js';
import { Steps } from '../launcher/steps.js';
import { type Infrastructure, onInfrastructure } from './infrastructure.js';
import { otherBuild } from './other-build.js';

/** What a benchmark gets to measure on: a Kafka and a PostgreSQL of its own, whose data are thrown away afterwards. */
export interface BenchGround extends Infrastructure {
  readonly steps: Steps;
  readonly signal: AbortSignal;
  readonly quick: boolean;
  /** Folder of another build to compare with (`--beside`). */
  readonly otherBuild: string | undefined;
}

export interface Benchmark<P extends string> {
  readonly heading: Heading;
  /** File of the report below docs/. */
  readonly file: string;
  readonly parts: readonly P[];
  /** Those of them that compare with another build: measured only when there is one. */
  readonly besideParts?: readonly P[];
  /** What it is compared with when `--beside` is not given. */
  readonly beside?: string;
  /** Packages whose versions the figures depend on. */
  readonly packages: readonly string[];
  /** Whose database is asked for the circumstances. */
  readonly database: ServiceName;
  /** @param running gets the part that runs, and resolves to what the part resolves to */
  readonly measure: (
    ground: BenchGround,
    parts: readonly P[],
    running: <T>(part: P, work: () => Promise<T>) => Promise<T>,
  ) => Promise<Section[]>;
}

interface Choice<P extends string> {
  readonly quick: boolean;
  readonly beside: string | undefined;
  readonly write: boolean;
  readonly parts: readonly P[];
}

/** Runs a benchmark with the options --quick, --only=<parts>, --beside=<folder or git ref> and --write, prints its report, and ends the process. */
export async function runBenchmark<P extends string>(benchmark: Benchmark<P>): Promise<never> {
  const signal = stopSignal();
  const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-bench-'));
  let exitCode = 1;
  try {
    const choice = chosen(benchmark);
    const report = await measured(benchmark, choice, folder, signal);
    console.log(`\n${report}`);
    if (choice.write) await writeFile(path.join(ROOT, 'docs', benchmark.file), report);
    exitCode = 0;
  } catch (error) {
    if (!signal.aborted) console.error(`\n${sentenceOf(error)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(exitCode);
}

function chosen<P extends string>({ parts: all, besideParts = [], ...benchmark }: Benchmark<P>): Choice<P> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      write: { type: 'boolean' },
      only: { type: 'string' },
      beside: { type: 'string' },
    },
  });
  const beside = values.beside ?? benchmark.beside;
  const named = values.only?.split(',') ?? [];
  const unknown = named.find((name) => !all.some((part) => part === name));
  if (unknown !== undefined) throw new LauncherError(`There is no part "${unknown}": take some of ${all.join(', ')}.`);
  const measurable = all.filter((part) => beside !== undefined || !besideParts.includes(part));
  const parts = measurable.filter((part) => named.length === 0 || named.includes(part));
  if (parts.length === 0) throw new LauncherError('Nothing to measure: this part needs --beside.');
  return { quick: values.quick ?? false, write: values.write ?? false, parts, beside };
}

async function measured<P extends string>(
  benchmark: Benchmark<P>,
  { quick, parts, beside }: Choice<P>,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const steps = new Steps();
  const otherFolder = beside === undefined ? undefined : await otherBuild(beside, steps);
  const loadBefore = loadavg();
  return onInfrastructure(path.join(folder, 'data'), steps, signal, async (infrastructure) => {
    const ground = { ...infrastructure, steps, signal, quick, otherBuild: otherFolder };
    const sections = await benchmark.measure(ground, parts, (part, work) => {
      signal.throwIfAborted();
      return steps.run(`Measuring ${part}`, work);
    });
    const { databaseUrls } = infrastructure.addresses;
    return reportOf(
      sections,
      [
        ...(await circumstances(databaseUrls[benchmark.database], benchmark.packages)),
        ['load average before', loadBefore.map((load) => load.toFixed(1)).join(', ')],
        ...(beside === undefined ? [] : [['the other build', path.basename(beside)] as const]),
        ['size', quick ? 'quick: small loads, rough figures' : 'full'],
        ['duration', steps.elapsed()],
      ],
      benchmark.heading,
    );
  });
}

async function circumstances(databaseUrl: string, packages: readonly string[]): Promise<Circumstances> {
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
    ...packages.map((name) => [name, packageVersion(name)] as const),
  ];
}

function packageVersion(name: string): string {
  const file = path.join(ROOT, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return 'not installed';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function kafkaVersion(): string {
  if (process.env['KAFKA_BROKERS']) return 'given by KAFKA_BROKERS';
  const pom = readFileSync(path.join(ROOT, 'pom.xml'), 'utf8');
  return /<kafka\.version>([^<]+)</.exec(pom)?.[1] ?? 'unknown';
}
