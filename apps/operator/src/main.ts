/**
 * The operator's program: everything that is done by hand to a running system, without a checkout. It is part of the image
 * (`node dist/apps/operator/src/main.js`), reads its settings from the environment as a service does, and is what
 * `npm run dead-letters`, `rebuild`, `stuck-partitions` and `import:virta` call on this machine.
 */
import { ConfigError } from '#platform';
import { type Command, PROGRAM, Refused, UsageError } from './command.js';
import { COMMANDS } from './commands.js';

process.exitCode = await operate(process.argv.slice(2));

async function operate([name, ...words]: readonly string[]): Promise<number> {
  const command = COMMANDS.find((known) => known.name === name);
  if (!command) {
    const isHelp = name === undefined || asksForHelp([name]);
    (isHelp ? console.log : console.error)(isHelp ? list() : `"${name}" is not known.\n${list()}`);
    return isHelp ? 0 : 2;
  }
  if (words.length === 0 || asksForHelp(words)) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(words);
  } catch (error) {
    return failed(command, error);
  }
}

/** The word alone may also be a key or a reason. */
function asksForHelp(words: readonly string[]): boolean {
  return words[0] === 'help' || words.includes('--help') || words.includes('-h');
}

function failed({ name }: Command, error: unknown): number {
  if (error instanceof UsageError) {
    console.error(`${error.message} How it is used: ${name} --help`);
    return 2;
  }
  if (error instanceof ConfigError) {
    console.error(`${error.message}\nNothing has been done.`);
    return 2;
  }
  if (error instanceof Refused) {
    console.error(error.message);
    return 1;
  }
  // Messages of others may quote values: name, code and frames only.
  const { name: kind = 'Error', code, stack = '' } = error as { name?: string; code?: unknown; stack?: string };
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const cause = `${kind}${code === undefined ? '' : ` ${String(code)}`}`;
  console.error(`${name} failed (${cause}). What it had reported as done before stands.\n${frames.join('\n')}`);
  return 1;
}

function list(): string {
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`);
  return `${PROGRAM} <command> …, with --help for more:\n\n${lines.join('\n')}`;
}
