import { describe, expect, it } from '@jest/globals';
import { UsageError } from './command.js';
import { COMMANDS } from './commands.js';

const run = async (line: string) => {
  const [name, ...words] = line.split(' ');
  return COMMANDS.find((command) => command.name === name)?.run(words);
};

describe("the operator's program", () => {
  it.each(COMMANDS.map(({ name, help }) => [name, help] as const))('explains %s with its exit codes', (name, help) => {
    expect(help).toMatch(new RegExp(`^${name} `));
    expect(help).toMatch(/\nExit codes: 0 /);
    expect(help).toContain('Settings: ');
  });

  it.each([
    ['dead-letters list --force', /Unknown option '--force'\.$/],
    ['dead-letters discard decisions-1 --reason twice', /Add --yes if that is meant; nothing has been changed/],
    ['stuck-partitions step-over decisions-1 --reason twice', /Add --yes/],
    ['stuck-partitions step-over decisions-1', /needs --reason/],
    ['stuck-partitions list everything', /"list everything" is not known/],
    ['rebuild decisions --all --drop-unknown', /Add --yes/],
    ['rebuild decisions people', /decisions has these copies: cases/],
    ['rebuild decisions', /name them, or say --all/],
    ['rebuild nobody --all', /"nobody" is no service/],
    ['rebuild notifications --digest', /owns nothing that others copy/],
    ['import-virta --institution 1.2.246.562.10.10000000001', /One file is to be named/],
    ['import-virta a.xml --institution 1.2.3', /needs the oid of the institution/],
    ['topics delete', /"delete" is not known: use create or check/],
    ['rights apply', /Add --yes/],
    ['rights withdraw', /"withdraw" is not known: use apply/],
  ])('refuses "%s" before anything is done', async (line, sentence) => {
    const refusal = run(line);
    await expect(refusal).rejects.toThrow(UsageError);
    await expect(refusal).rejects.toThrow(sentence);
  });
});
