import { LauncherError } from './failure.js';

export interface StartChoice {
  /** Wipe the data folder first. */
  readonly fresh: boolean;
}

export const START_USAGE = `npm start            starts everything; the data of the last time is kept
npm start -- --fresh  wipes the data first
Variables: DATA_DIR, KAFKA_BROKERS, DATABASE_URL, <SERVICE>_DATABASE_URL, <NAME>_PORT (for example GATEWAY_PORT)`;

/** @throws LauncherError for an argument that does not exist */
export function parseStartArguments(args: readonly string[]): StartChoice | 'help' {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const unknown = args.filter((argument) => argument !== '--fresh');
  if (unknown.length > 0) {
    throw new LauncherError(`npm start does not know "${unknown.join(' ')}"; use it like this:\n${START_USAGE}`);
  }
  return { fresh: args.includes('--fresh') };
}

export interface TestChoice {
  /** Only the specs, without any server. */
  readonly unit: boolean;
  /** Leave the stack running for the next run. */
  readonly keep: boolean;
  /** Run again after each change. */
  readonly watch: boolean;
  /** Everything, and not some files of it. */
  readonly whole: boolean;
  /** How many test processes, each with a stack of its own; by itself one for some files, and for everything what the machine can. */
  readonly stacks: number | undefined;
  /** Browser scenarios that are named, or a part of their path, for Playwright; none when Jest has something to do. */
  readonly browser: readonly string[];
  /** Everything else, for Jest. */
  readonly jest: readonly string[];
}

/** Options of Jest that take a value of their own. */
const WITH_VALUE = ['-t', '--testNamePattern'];

const BROWSER_FILE = /\.browser\.ts$|(^|\/)apps\/web\/browser(\/|$)/;
const STACKS = /^--stacks=([1-4])$/;

/** `--unit`, `--keep`, `--watch` and `--stacks=N` are ours, the rest goes to Jest, or to Playwright where it names its files, as it stands. */
export function parseTestArguments(args: readonly string[]): TestChoice {
  const jest = args.filter((argument) => !['--unit', '--keep', '--watch'].includes(argument) && !STACKS.test(argument));
  const chosen = jest.filter((argument, at) => !argument.startsWith('-') && !WITH_VALUE.includes(jest[at - 1] ?? ''));
  return {
    unit: args.includes('--unit'),
    keep: args.includes('--keep'),
    watch: args.includes('--watch'),
    whole: chosen.length === 0,
    browser: chosen.some((argument) => BROWSER_FILE.test(argument)) ? jest : [],
    stacks: args.flatMap((argument) => Number(STACKS.exec(argument)?.[1] ?? [])).find((count) => count > 0),
    jest,
  };
}
