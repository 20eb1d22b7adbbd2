/**
 * `npm test`: every test, against the whole stack on free ports with throw-away data. Started through bootstrap.mjs.
 * `npm test -- --unit` runs only the specs, without the stack; everything else goes to Jest (`npm test -- path`).
 * The last line is `N passed, N failed, N skipped`; the exit code is not 0 when anything failed.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measuredTimeFactor } from '../libs/testing/src/time-factor.js';
import { parseTestArguments } from './launcher/arguments.js';
import { type Containers, startContainers } from './launcher/containers.js';
import { DataFolder } from './launcher/data-folder.js';
import { sentenceOf } from './launcher/failure.js';
import { runJest, type Tally, tallyLine } from './launcher/jest-run.js';
import { dockerAnswers } from './launcher/kafka.js';
import { freePorts } from './launcher/ports.js';
import { ROOT, stopSignal } from './launcher/run.js';
import { startStack } from './launcher/stack.js';
import { Steps } from './launcher/steps.js';

const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };
const choice = parseTestArguments(process.argv.slice(2));
const stop = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-test-'));
const resultFile = path.join(folder, 'jest.json');
const factor = measuredTimeFactor();
const testEnv = { ...process.env, TIME_FACTOR: factor.toFixed(1) };
if (factor > 1.5)
  console.log(`This machine is slow or busy: deadlines of tests are ${factor.toFixed(1)} times as long.`);

let tally = FAILED;
try {
  tally = choice.unit ? await runSpecs() : await runEverything();
} catch (error) {
  if (!stop.aborted) console.error(`\n${sentenceOf(error)}`);
}
await tidy();
console.log(`\n${tallyLine(tally)}`);
process.exit(tally.failed > 0 || stop.aborted ? 1 : 0);

function runSpecs(): Promise<Tally> {
  // Last, because it would take following patterns for its own.
  const args = [...choice.jest, '--testMatch=**/*.spec.ts'];
  return runJest({ root: ROOT, args, resultFile, env: testEnv, signal: stop });
}

async function runEverything(): Promise<Tally> {
  const steps = new Steps();
  const ports = await freePorts();
  const data = await DataFolder.take(path.join(folder, 'data'), steps);
  const containers = await containersIfDocker(ports, steps);
  try {
    const stackFile = data.file('stack.json');
    // The scenarios share a few demo students; what the limit does is seen at a service of its own.
    const env = { DRAFTS_PER_PERSON: '1000', ...process.env, ...containers?.env };
    const stack = await startStack({ root: ROOT, data, ports, env, steps, stackFile, disposable: true, signal: stop });
    steps.say(`Stack ready after ${steps.elapsed()}\n`);
    try {
      return await runJest({
        root: ROOT,
        args: ['--runInBand', ...choice.jest],
        resultFile,
        env: { ...testEnv, STACK_FILE: stackFile },
        signal: stop,
      });
    } finally {
      await stack.stop();
    }
  } finally {
    await containers?.stop();
    await data.release();
  }
}

async function containersIfDocker(
  ports: Awaited<ReturnType<typeof freePorts>>,
  steps: Steps,
): Promise<Containers | undefined> {
  if (process.env['KAFKA_BROKERS'] || process.env['DATABASE_URL'] || !(await dockerAnswers(process.env)))
    return undefined;
  return steps.run('Kafka and PostgreSQL in containers', () => startContainers(ports));
}

/** Removes what the run left; after a failure the logs of the services stay. */
async function tidy(): Promise<void> {
  const logs = path.join(folder, 'data', 'logs');
  if (tally.failed === 0 || !existsSync(logs)) {
    await rm(folder, { recursive: true, force: true });
    return;
  }
  for (const name of await readdir(path.join(folder, 'data'))) {
    if (name !== 'logs') await rm(path.join(folder, 'data', name), { recursive: true, force: true });
  }
  console.log(`\nThe logs of the services are kept in ${logs}`);
}
