import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** Test files of their own, run by Jest as `npm test` runs it, in one process: the second finds what the first has left. */
const CASES = {
  'shared.ts': `export const seen: string[] = [];
    export const hooks = (name: string) => afterAll(() => void seen.push(name));
    import { afterAll } from '@jest/globals';`,
  'a.spec.ts': `import { beforeAll, describe, expect, it } from '@jest/globals';
    import { hooks, seen } from './shared.js';
    hooks('a');
    describe('a hook that fails', () => {
      beforeAll(() => { throw new Error('the hook'); });
      it('fails each of its tests', () => undefined);
    });
    describe('a hook that hangs', () => {
      beforeAll(() => new Promise(() => undefined), 50);
      it('is ended by its deadline', () => undefined);
    });
    it('that hangs is ended by its deadline', () => new Promise(() => undefined), 50);
    it('that compares errors sees their messages', () => {
      expect(new Error('x')).toEqual(new Error('y'));
    });
    it.each([['first'], ['second']])('%s row of a table names its test', () => expect(seen).toEqual([]));
    it('that leaves a rejection unhandled fails', async () => {
      void Promise.reject(new Error('nobody waits'));
      await new Promise((resolve) => setImmediate(resolve));
    });`,
  'b.spec.ts': `import { expect, it } from '@jest/globals';
    import { hooks, seen } from './shared.js';
    hooks('b');
    it('shares the modules of the file before, not its tests and hooks', () => expect(seen).toEqual(['a']));
    it('has a console and an exit of its own', () => {
      console.log('from b');
      expect(process.exit.toString()).toContain('process.exit called with');
    });`,
};
const ROOT = path.resolve(import.meta.dirname, '..', '..');
let folder: string;
let results: ReadonlyMap<string, { readonly status: string; readonly failureMessages: readonly string[] }>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(ROOT, 'scripts', 'jest', 'cases-'));
  for (const [name, content] of Object.entries(CASES)) await writeFile(path.join(folder, name), content);
  const report = path.join(folder, 'result.json');
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = [jest, '-i', '--json', `--outputFile=${report}`, '--testSequencer=@jest/test-sequencer', folder];
  await new Promise((resolve) => execFile(process.execPath, args, { cwd: ROOT }, resolve));
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as {
    testResults: { assertionResults: { title: string; status: string; failureMessages: string[] }[] }[];
  };
  results = new Map(testResults.flatMap((file) => file.assertionResults).map((result) => [result.title, result]));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('test files that share their modules', () => {
  it.each([
    ['fails each of its tests', 'the hook'],
    ['is ended by its deadline', 'for a hook'],
    ['that hangs is ended by its deadline', 'for a test'],
    ['that compares errors sees their messages', 'expect(received).toEqual(expected)'],
    ['that leaves a rejection unhandled fails', 'nobody waits'],
  ])('%s', (title, message) => {
    expect(results.get(title)?.status).toBe('failed');
    expect(results.get(title)?.failureMessages.join()).toContain(message);
  });

  it('names the place in the source', () => {
    const [message] = results.get('that compares errors sees their messages')?.failureMessages ?? [];
    expect(message).toMatch(/a\.spec\.ts:14:\d+/);
  });

  it.each([
    'first row of a table names its test',
    'second row of a table names its test',
    'shares the modules of the file before, not its tests and hooks',
    'has a console and an exit of its own',
  ])('%s', (title) => expect(results.get(title)?.status).toBe('passed'));
});
