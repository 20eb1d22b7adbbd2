/**
 * `npm run test:model`: the model test of libs/messaging at full length. Real relay, inbox and failure policy on a broker
 * and databases in memory, random courses of events, and a sequential model that says what must come out. The exit code
 * is not 0 when a run disagrees, or when something that a long series must have met never happened.
 */
import { MODEL_USAGE, parseModelArguments } from '../libs/messaging/test/model/arguments.js';
import { type ModelResult, runModel } from '../libs/messaging/test/model/run-model.js';
import { LauncherError, sentenceOf } from './launcher/failure.js';
import { stopSignal } from './launcher/run.js';

/** In fewer runs a rare thing may well not happen. */
const LONG = 5000;

stopSignal().addEventListener('abort', () => process.exit(130));
try {
  const choice = parseModelArguments(process.argv.slice(2), Date.now() % 1_000_000);
  if (typeof choice === 'string') throw new LauncherError(`${choice}; use it like this:\n${MODEL_USAGE}`);
  console.log(`Model test: ${choice.runs} runs, seed ${choice.seed}${choice.path ? `, path ${choice.path}` : ''}`);
  const started = Date.now();
  const result = await runModel({ ...choice, progress: (runs) => console.log(`  ${runs} runs`) });
  process.exitCode = report(result, (Date.now() - started) / 1000) ? 0 : 1;
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exitCode = 1;
}
process.exit();

function report({ failure, runs, turns, happened }: ModelResult, seconds: number): boolean {
  const never = [...happened].filter(([, times]) => times === 0).map(([name]) => name);
  console.log(`\n${runs} runs, ${turns} turns of processes in ${seconds.toFixed(0)} s. What happened in them:`);
  for (const [name, times] of happened) console.log(`  ${String(times).padStart(7)}  ${name}`);
  if (failure !== undefined) console.error(`\nTHE CODE AND THE MODEL DISAGREE\n${failure}`);
  const shownTooLittle = runs >= LONG && never.length > 0;
  if (shownTooLittle) console.error(`\nNever happened, so nothing is shown about it: ${never.join(', ')}`);
  if (failure === undefined && !shownTooLittle) console.log(`\n${runs} runs agree with the sequential model`);
  return failure === undefined && !shownTooLittle;
}
