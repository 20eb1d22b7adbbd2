/**
 * `npm run test:chaos`: the fault suite. Its own stack of real processes, a steady load, faults, and a checker that judges the
 * ten invariants from the recorded history. The exit code is not 0 when one is violated, or was not exercised in a full run.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { CHAOS_USAGE, type ChaosChoice, parseChaosArguments } from '../test/chaos/arguments.js';
import { FULL_RUN } from '../test/chaos/faults.js';
import { runChaos, type RunResult } from '../test/chaos/run.js';
import { SHORT_RUN } from '../test/chaos/short-run.js';
import { sentenceOf } from './launcher/failure.js';
import { ROOT, stopSignal } from './launcher/run.js';

const OUTAGE_MS = 60_000;
const SHORT_OUTAGE_MS = 8000;
const signal = stopSignal();

try {
  const choice = parseChaosArguments(process.argv.slice(2));
  if (choice === 'help') console.log(CHAOS_USAGE);
  else process.exitCode = (await runAll(choice)) ? 0 : 1;
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exitCode = 1;
}
process.exit();

async function runAll(choice: ChaosChoice): Promise<boolean> {
  let passed = 0;
  const log = choice.log === undefined ? undefined : path.resolve(ROOT, choice.log);
  if (log) {
    mkdirSync(path.dirname(log), { recursive: true });
    writeFileSync(log, `${header(choice)}\n`);
  }
  for (let number = 1; number <= choice.runs && !signal.aborted; number++) {
    const title = `run ${number} of ${choice.runs}, ${new Date().toISOString()}, seed ${choice.seed + number - 1}`;
    console.log(`\n${title}`);
    const { lines, passed: holds, verdicts } = await runOnce(choice, number);
    if (log) appendFileSync(log, `\n${title}\n${lines.join('\n')}\n`);
    if (choice.json !== undefined) writeFileSync(choice.json, JSON.stringify(verdicts));
    if (holds) passed++;
  }
  const last = `${passed} of ${choice.runs} runs: all invariants hold`;
  console.log(`\n${last}`);
  if (log) appendFileSync(log, `\n${last}\n`);
  return passed === choice.runs;
}

async function runOnce(choice: ChaosChoice, number: number): Promise<RunResult> {
  const seed = choice.seed + number - 1;
  const folder = path.join(ROOT, '.chaos', `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${seed}`);
  const faults = choice.only ? choice.only.map((name) => [name]) : choice.short ? SHORT_RUN : FULL_RUN;
  const kept = `  history: ${path.relative(ROOT, folder)}`;
  try {
    const result = await runChaos({
      ...{ root: ROOT, env: process.env, folder, seed, faults, signal },
      outageMs: choice.short ? SHORT_OUTAGE_MS : OUTAGE_MS,
      full: !choice.only && !choice.short,
      say: (line) => console.log(line),
    });
    // Of the run that is part of `npm test` nothing stays behind unless it failed.
    if (choice.short && result.passed) rmSync(folder, { recursive: true, force: true });
    else console.log(kept);
    return result;
  } catch (error) {
    if (signal.aborted) throw error;
    const lines = [`  THE RUN BROKE OFF: ${sentenceOf(error)}`, kept];
    lines.forEach((line) => console.error(line));
    return { verdicts: [], lines, passed: false };
  }
}

function header({ runs, seed }: ChaosChoice): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  let commit = 'unknown';
  try {
    commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? ' with changes' : ''}`;
  } catch {
    // No git here: the log says so.
  }
  return `npm run test:chaos -- --runs ${runs} --seed ${seed}\ncommit ${commit}, Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`;
}
