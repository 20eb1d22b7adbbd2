import type { ModelChoice } from './run-model.js';

const RUNS = 10_000;

export const MODEL_USAGE = `npm run test:model                       ${RUNS} runs
  -- --runs N                            so many
  -- --seed N                            the same runs again
  -- --path P                            the counterexample of a seed, as a failed series tells it`;

/** @returns a sentence for what the command does not know */
export function parseModelArguments(args: readonly string[], newSeed: number): ModelChoice | string {
  let choice: ModelChoice = { runs: RUNS, seed: newSeed };
  for (let n = 0; n < args.length; n += 2) {
    const [option = '', value = ''] = args.slice(n, n + 2);
    if (option === '--path' && /^\d+(:\d+)*$/.test(value)) choice = { ...choice, path: value };
    else if (option === '--seed' && /^-?\d+$/.test(value)) choice = { ...choice, seed: Number(value) };
    else if (option === '--runs' && /^[1-9]\d*$/.test(value)) choice = { ...choice, runs: Number(value) };
    else return `test:model does not understand "${[option, value].join(' ').trim()}"`;
  }
  return choice;
}
