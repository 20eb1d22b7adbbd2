/**
 * `npm run bench:pipeline`: outbox-to-inbox events per second, in one run and as ratios to raw kafkajs on the same broker
 * and raw inserts on the same database. `npm run bench:pipeline -- 100000` moves that many events (50 000 by default).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { benchPipeline, type Measured } from '../libs/messaging/bench/pipeline.js';
import { DataFolder } from './launcher/data-folder.js';
import { sentenceOf } from './launcher/failure.js';
import { freePorts } from './launcher/ports.js';
import { ROOT, stopSignal } from './launcher/run.js';
import { startStack } from './launcher/stack.js';
import { Steps } from './launcher/steps.js';

const events = Number(process.argv[2] ?? 50_000);
const signal = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-bench-'));
const steps = new Steps();
const data = await DataFolder.take(path.join(folder, 'data'), steps);
let exitCode = 1;
try {
  const stackFile = data.file('stack.json');
  const options = { root: ROOT, data, ports: await freePorts(), env: process.env, steps, stackFile, signal };
  const stack = await startStack({ ...options, disposable: false, only: 'infrastructure' });
  try {
    const { kafkaBrokers, databaseUrls } = stack.addresses;
    report(await benchPipeline({ kafkaBrokers, databaseUrl: databaseUrls.notifications }, events));
    exitCode = 0;
  } finally {
    await stack.stop();
  }
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
} finally {
  await data.release();
  await rm(folder, { recursive: true, force: true });
}
process.exit(exitCode);

function report(measured: readonly Measured[]): void {
  const [kafka, batches, singles, relay, pipeline] = measured.map(({ perSecond }) => perSecond);
  console.log(`\n${cpus().length} cores, Node ${process.version}, one run, everything on this machine\n`);
  for (const { what, count, perSecond } of measured) {
    console.log(`  ${Math.round(perSecond).toString().padStart(8)} /s  ${what} (${count})`);
  }
  console.log('\nRatios of this run');
  console.log(`  relay / raw kafkajs                              ${ratio(relay, kafka)}`);
  console.log(`  outbox to inbox / raw kafkajs                    ${ratio(pipeline, kafka)}`);
  console.log(`  outbox to inbox / raw inserts in batches         ${ratio(pipeline, batches)}`);
  console.log(`  outbox to inbox / raw inserts, one transaction   ${ratio(pipeline, singles)}`);
}

function ratio(a = 0, b = 1): string {
  return (a / b).toFixed(2);
}
