/**
 * `npm run test:brokers [version …]`: the promises of the messaging ports, put to each version of Apache Kafka that we say we run on,
 * each a real broker with the jars that Maven fetches; once open, once with TLS, SCRAM and ACLs. One table at the end.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startKafkaBroker } from '#testing';
import { LauncherError, sentenceOf } from './launcher/failure.js';
import { runJest, type Tally } from './launcher/jest-run.js';
import { ROOT, stopSignal } from './launcher/run.js';

/** The newest patch of each line that architecture and README name; the last is the pinned one (pom.xml). */
const VERSIONS = ['3.9.2', '4.1.2', '4.2.1', '4.4.0'];
const SUITES = ['libs/messaging/test/kafka-adapter.scenario.ts', 'libs/messaging/test/kafka-security.scenario.ts'];

interface Row extends Tally {
  readonly version: string;
  readonly seconds: number;
}

const wanted = process.argv.slice(2);
const stop = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-brokers-'));
const rows: Row[] = [];
try {
  for (const version of wanted.length > 0 ? wanted : VERSIONS) {
    if (!stop.aborted) rows.push(await tryVersion(version));
  }
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(tableOf(rows));
if (stop.aborted || rows.some(({ failed, skipped }) => failed + skipped > 0)) process.exitCode = 1;

async function tryVersion(version: string): Promise<Row> {
  const jars = await fetchJars(version);
  const started = performance.now();
  console.log(`\nApache Kafka ${version}`);
  const broker = await startKafkaBroker({ jars });
  try {
    const stackFile = path.join(folder, `${version}.json`);
    await writeFile(stackFile, JSON.stringify({ kafkaBrokers: broker.brokers }));
    const tally = await runJest({
      root: ROOT,
      args: ['--runInBand', ...SUITES],
      resultFile: path.join(folder, `${version}.result.json`),
      env: { ...process.env, STACK_FILE: stackFile, KAFKA_JARS: jars },
      signal: stop,
    });
    return { ...tally, version, seconds: (performance.now() - started) / 1000 };
  } finally {
    await broker.stop();
  }
}

/** The jars of one version, fetched once; pom.xml says what belongs to a broker. */
async function fetchJars(version: string): Promise<string> {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new LauncherError(`"${version}" is no version of Apache Kafka, such as 4.4.0.`);
  const jars = path.join(ROOT, 'target', 'brokers', version);
  if (existsSync(path.join(jars, `kafka_2.13-${version}.jar`))) return jars;
  await rm(jars, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`];
  console.log(`Fetching Apache Kafka ${version} with Maven …`);
  await promisify(execFile)('mvn', ['-B', '-ntp', '-q', `-Dkafka.version=${version}`, ...goal], { cwd: ROOT }).catch(
    (error: { stdout?: string }) => {
      const reason = /\[ERROR\]\s*(.+)/.exec(error.stdout ?? '')?.[1] ?? String(error);
      throw new LauncherError(
        `Maven could not fetch Apache Kafka ${version}: check the network. Maven says: ${reason}`,
      );
    },
  );
  return jars;
}

function tableOf(all: readonly Row[]): string {
  const lines = all.map(({ version, passed, failed, seconds }) =>
    [version.padEnd(7), String(passed).padStart(6), String(failed).padStart(6), seconds.toFixed(1).padStart(8)].join(
      '  ',
    ),
  );
  return ['', 'Kafka    passed  failed   seconds', ...lines].join('\n');
}
