/**
 * `npm test`: every test, against whole stacks on free ports with throw-away data. Started through bootstrap.mjs.
 * `npm test -- --unit` runs only the specs, without a stack; `npm test -- --keep path` leaves the stack running, and a later
 * `npm test -- path` uses it, brought up to date; `--watch path` runs again after each change; everything else goes to Jest, and what
 * names browser scenarios (apps/web/browser) to Playwright.
 * The last line is `N passed, N failed, N skipped`; the exit code is not 0 when anything failed.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measuredTimeFactor } from '../libs/testing/src/time-factor.js';
import { parseTestArguments } from './launcher/arguments.js';
import { runBrowser } from './launcher/browser-run.js';
import { sentenceOf } from './launcher/failure.js';
import { runJest, type Tally, tallyLine, watchWithJest } from './launcher/jest-run.js';
import { endKeptStack, type KeptStack, startKeptStack, takeKeptStack } from './launcher/kept-stack.js';
import { ROOT, stopSignal } from './launcher/run.js';
import { stacksOfWholeRun, startThrowAwayStacks } from './launcher/throw-away-stack.js';
import { builtPages } from './launcher/web-pages.js';

const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };
const SPECS = '--testMatch=**/*.spec.ts';
const choice = parseTestArguments(process.argv.slice(2));
const stop = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-test-'));
const stackFolder = path.join(folder, 'data');
const resultFile = path.join(folder, 'jest.json');
const factor = measuredTimeFactor();
const env = { ...process.env, TIME_FACTOR: factor.toFixed(1) };
if (factor > 1.5)
  console.log(`This machine is slow or busy: deadlines of tests are ${factor.toFixed(1)} times as long.`);

let tally = FAILED;
try {
  tally = choice.watch ? await watch() : choice.unit ? await runSpecs() : await runScenarios();
} catch (error) {
  if (!stop.aborted) console.error(`\n${sentenceOf(error)}`);
}
await tidy();
if (!choice.watch) console.log(`\n${tallyLine(tally)}`);
process.exit(tally.failed > 0 || stop.aborted ? 1 : 0);

function runSpecs(): Promise<Tally> {
  // Last, because it would take following patterns for its own.
  return runJest({ root: ROOT, args: [...choice.jest, SPECS], resultFile, env, signal: stop });
}

async function runScenarios(): Promise<Tally> {
  const kept = choice.whole || choice.stacks ? undefined : await keptStack();
  if (kept) {
    try {
      return await testsOn(kept.stackFile, 1);
    } finally {
      kept.release();
    }
  }
  const count = choice.stacks ?? (choice.whole ? stacksOfWholeRun(process.env) : 1);
  const stacks = await startThrowAwayStacks(count, stackFolder, stop);
  try {
    return await testsOn(stacks.stackFile, count);
  } finally {
    await stacks.stop();
  }
}

/** What was named, or everything: then the browser comes when the other tests leave the machine to it. */
async function testsOn(stackFile: string, processes: number): Promise<Tally> {
  if (choice.browser.length > 0) return browserWith(stackFile, choice.browser);
  const tests = await jestWith(stackFile, processes);
  if (!choice.whole || stop.aborted) return tests;
  const pages = await browserWith(stackFile, []);
  return {
    passed: tests.passed + pages.passed,
    failed: tests.failed + pages.failed,
    skipped: tests.skipped + pages.skipped,
  };
}

async function browserWith(stackFile: string, args: readonly string[]): Promise<Tally> {
  await builtPages(ROOT);
  const onStack = { ...env, STACK_FILE: stackFile.replace('{worker}', '1') };
  const result = path.join(folder, 'browser.json');
  return runBrowser({ root: ROOT, args, resultFile: result, env: onStack, signal: stop });
}

/** @param processes each has a stack of its own */
function jestWith(stackFile: string, processes: number): Promise<Tally> {
  const args = [processes === 1 ? '--runInBand' : `--maxWorkers=${processes}`, ...choice.jest];
  return runJest({ root: ROOT, args, resultFile, env: { ...env, STACK_FILE: stackFile }, signal: stop });
}

/** The kept one when there is one; with --keep and while watching there is always one. */
async function keptStack(): Promise<KeptStack | undefined> {
  const kept = await takeKeptStack(console.log);
  if (kept || !(choice.keep || choice.watch)) return kept;
  await startKeptStack(stop, (text) => void process.stdout.write(text));
  return takeKeptStack(console.log);
}

async function watch(): Promise<Tally> {
  // Jest looks for what has changed since the last commit, unless files are named: these run after every change.
  const watching = choice.whole ? '--watch' : '--watchAll';
  if (choice.unit) return watchWithJest({ root: ROOT, args: [watching, ...choice.jest, SPECS], env, signal: stop });
  const ranBefore = await takeKeptStack(console.log);
  const kept = ranBefore ?? (await keptStack());
  try {
    const withStack = { ...env, STACK_FILE: kept?.stackFile };
    return await watchWithJest({ root: ROOT, args: [watching, '-i', ...choice.jest], env: withStack, signal: stop });
  } finally {
    kept?.release();
    if (!ranBefore && !choice.keep) await endKeptStack();
  }
}

/** Removes what the run left; after a failure the logs of the services stay. */
async function tidy(): Promise<void> {
  const stacks = existsSync(stackFolder) ? await readdir(stackFolder) : [];
  if (tally.failed === 0 || stacks.length === 0) {
    await rm(folder, { recursive: true, force: true });
    return;
  }
  for (const stack of stacks) {
    for (const name of await readdir(path.join(stackFolder, stack))) {
      if (name !== 'logs') await rm(path.join(stackFolder, stack, name), { recursive: true, force: true });
    }
  }
  console.log(`\nThe logs of the services are kept in ${stackFolder}`);
}
