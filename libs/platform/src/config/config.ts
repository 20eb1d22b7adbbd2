import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { kafkaCombinations } from './kafka-combinations.js';

/** The environment does not describe a service that can run. `problems` holds one sentence per wrong variable, without any values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the settings of a service from environment variables. An empty variable counts as missing. A setting `X` may be
 * given as a file name in `X_FILE` (mounted secrets).
 *
 * @throws ConfigError naming every wrong variable at once; never with the value, which may be a secret
 */
export function loadConfig<T extends z.ZodType>(schema: T, env: NodeJS.ProcessEnv = process.env): z.infer<T> {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  const fields = fieldsOf(schema);
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value !== '') given[name] = value;
  }
  for (const name of Object.keys(fields)) {
    const file = env[`${name}_FILE`];
    if (!file || given[name] !== undefined) continue;
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      problems.push(
        `${name}_FILE names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`,
      );
    }
  }
  const result = schema.safeParse(given);
  if (!result.success) {
    for (const issue of result.error.issues) {
      const name = String(issue.path[0] ?? '');
      if (problems.some((problem) => problem.startsWith(`${name}_FILE `))) continue;
      problems.push(sentence(name, given[name] === undefined, issue.message, fields[name]?.description));
    }
  } else {
    problems.push(...kafkaCombinations(result.data as object));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return result.data as z.infer<T>;
}

function fieldsOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
}

function sentence(name: string, missing: boolean, message: string, description: string | undefined): string {
  if (name === '') return `${message}.`;
  const meaning = description ? ` (${description})` : '';
  return missing ? `${name} is missing${meaning}.` : `${name} is wrong: ${message}${meaning}.`;
}

// A wrong environment is mostly found while main.ts is being imported, where nothing can catch it: the reader gets the
// sentences instead of a stack trace. The monitor changes nothing for other errors.
process.on('uncaughtExceptionMonitor', (error) => {
  if (error instanceof ConfigError) exitWithConfigError(error);
});

/** Prints the sentences of a ConfigError and ends the process with exit code 1. */
export function exitWithConfigError(error: ConfigError): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
