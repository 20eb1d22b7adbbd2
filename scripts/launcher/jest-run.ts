import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './child-program.js';
import { delay } from './failure.js';
import { type FileResult, minutesByRoom } from './rooms.js';

/** How a run of the tests ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of Jest's JSON result that is counted. */
export interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults?: readonly FileResult[];
}

/** Open handles after the last test must not hold up the run for ever. */
const LINGER_MS = 15_000;

const FLAGS = ['--disable-warning=TimeoutNegativeWarning'];

/**
 * Counts a result. A file that could not be run counts as one failure, and so does a run without any test: a pattern
 * that matches nothing must not look like success.
 */
export function tallyOf(result: JestResult | undefined): Tally {
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  const passed = result.numPassedTests;
  const skipped = result.numPendingTests + result.numTodoTests;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return { passed, skipped, failed: passed + failed + skipped === 0 ? 1 : failed };
}

/** The one line at the end. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Runs Jest to its end, or to the signal. */
export async function runJest(options: {
  root: string;
  args: readonly string[];
  resultFile: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}): Promise<Tally> {
  const { root, args, resultFile, env, signal } = options;
  await rm(resultFile, { force: true });
  const json = ['--json', `--outputFile=${resultFile}`];
  const child = spawn(process.execPath, [...FLAGS, jestProgram(root), ...json, ...args], {
    ...{ cwd: root, env, stdio: 'inherit' },
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  void endLingering(resultFile, ended, () => child.kill('SIGKILL'));
  const code = await ended;
  signal.removeEventListener('abort', stop);
  const result = await readResult(resultFile);
  for (const line of minutesByRoom(result?.testResults ?? [])) console.log(line);
  const tally = tallyOf(result);
  // Jest may fail for a reason outside the tests, a wrong option for example.
  const lingered = result !== undefined && child.signalCode === 'SIGKILL';
  return code !== 0 && tally.failed === 0 && !lingered ? { ...tally, failed: 1 } : tally;
}

/** Runs Jest until the developer ends it, or to the signal. @returns a tally without tests */
export async function watchWithJest(options: {
  root: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}): Promise<Tally> {
  const { root, args, env, signal } = options;
  const modules = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const code = (await runProgram([...modules, ...FLAGS, jestProgram(root), ...args], { root, env, signal })) ?? 0;
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

function jestProgram(root: string): string {
  return path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
}

async function readResult(file: string): Promise<JestResult | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JestResult;
  } catch {
    return undefined;
  }
}

async function endLingering(resultFile: string, ended: Promise<unknown>, kill: () => void): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over) {
    await Promise.race([delay(1000), ended]);
    if (over || (await readResult(resultFile)) === undefined) continue;
    await Promise.race([delay(LINGER_MS), ended]);
    if (over) return;
    console.error('Jest has finished but does not end, because a test left something open; it is ended now.');
    kill();
    return;
  }
}
