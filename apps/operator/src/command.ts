import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SERVICES, type ServiceName } from '#contracts';

/** How the program is called where it is built in; runbooks write it so. */
export const PROGRAM = 'node dist/apps/operator/src/main.js';

/** A command of the operator's program. */
export interface Command {
  /** The first word of the command line. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Answer to `--help`: forms, options, settings and exit codes. */
  readonly help: string;
  /**
   * @param words what stands behind the name
   * @returns the exit code
   * @throws UsageError, Refused, ConfigError
   */
  run(words: readonly string[]): Promise<number>;
}

/** A mistake in the command line, as sentences. Nothing has been done. Exit code 2. */
export class UsageError extends Error {}

/** Something that was refused or does not answer, as sentences: what happened, what was kept, what to do. Exit code 1. */
export class Refused extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Options and other words of a command line.
 * @throws UsageError for an option that is not known or lacks its value
 */
export function parsed<O extends Options>(words: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    // Node's first sentence says what is wrong; what follows is about words that begin with a hyphen.
    const [sentence] = String((error as Error).message).split(/\.(?=\s|$)/);
    throw new UsageError(`${sentence}.`);
  }
}

/** @throws UsageError without `--yes`; `consequence` says what would be done for good */
export function requireYes(yes: boolean | undefined, consequence: string): void {
  if (yes !== true) throw new UsageError(`${consequence} Add --yes if that is meant; nothing has been changed.`);
}

/** @throws UsageError when there is no such service */
export function serviceNamed(name: string): ServiceName {
  const service = SERVICES.find((known) => known === name);
  if (!service) throw new UsageError(`"${name}" is no service: use one of ${SERVICES.join(', ')}.`);
  return service;
}
