import { LauncherError } from '../../scripts/launcher/failure.js';
import { FAULTS, type FaultName } from './faults.js';

export interface ChaosChoice {
  /** Full runs one after the other. */
  readonly runs: number;
  /** Seed of the first run; each further run takes the next number. */
  readonly seed: number;
  /** Only these faults. */
  readonly only?: readonly FaultName[];
  /** The run of `npm test`. */
  readonly short: boolean;
  /** File for the log of all runs. */
  readonly log?: string;
  /** File for the verdicts of the last run. */
  readonly json?: string;
}

/** Where `--log` without a name writes. */
const DEFAULT_LOG = 'docs/chaos-log.txt';

export const CHAOS_USAGE = `npm run test:chaos                       one full run (about six minutes)
  -- --runs N                            N runs one after the other
  -- --only ${Object.keys(FAULTS).join('|')}
                                         these faults only, separated by commas
  -- --short                             the run that is part of npm test
  -- --seed N                            repeats the choices of a run
  -- --log [file]                        writes one log of all runs (${DEFAULT_LOG})
  -- --json file                         writes the verdicts of the last run`;

/** @throws LauncherError for what the command does not know */
export function parseChaosArguments(args: readonly string[], newSeed = Date.now() % 1_000_000): ChaosChoice | 'help' {
  let choice: ChaosChoice = { runs: 1, seed: newSeed, short: false };
  const rest = [...args];
  const value = (option: string): string => {
    const next = rest.shift();
    if (next === undefined || next.startsWith('--')) throw wrong(`${option} needs a value`);
    return next;
  };
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === '--help' || option === '-h') return 'help';
    else if (option === '--short') choice = { ...choice, short: true };
    else if (option === '--runs') choice = { ...choice, runs: wholeNumber(option, value(option), 1) };
    else if (option === '--seed') choice = { ...choice, seed: wholeNumber(option, value(option), 0) };
    else if (option === '--only') choice = { ...choice, only: value(option).split(',').map(faultName) };
    else if (option === '--json') choice = { ...choice, json: value(option) };
    else if (option === '--log')
      choice = { ...choice, log: rest[0] && !rest[0].startsWith('--') ? value(option) : DEFAULT_LOG };
    else throw wrong(`test:chaos does not know "${option}"`);
  }
  return choice;
}

function wholeNumber(option: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw wrong(`${option} needs a whole number from ${least}, not "${text}"`);
  return number;
}

function faultName(name: string): FaultName {
  if (!(name in FAULTS)) throw wrong(`there is no fault "${name}"`);
  return name as FaultName;
}

function wrong(what: string): LauncherError {
  return new LauncherError(`${what}; use it like this:\n${CHAOS_USAGE}`);
}
