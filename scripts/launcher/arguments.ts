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
  /** Everything else, for Jest. */
  readonly jest: readonly string[];
}

/** `--unit` is ours, the rest goes to Jest as it stands. */
export function parseTestArguments(args: readonly string[]): TestChoice {
  return { unit: args.includes('--unit'), jest: args.filter((argument) => argument !== '--unit') };
}
