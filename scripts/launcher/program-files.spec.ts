import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changedBetween, fingerprints } from './program-files.js';

const FILES = {
  'package.json': '{ "imports": { "#kernel": { "source": "./x.ts", "default": "./dist/libs/kernel/src/index.js" } } }',
  'dist/apps/a/src/main.js': "import { config } from './config.js';\nconst later = () => import('./later.js');\n",
  'dist/apps/a/src/config.js': "export * from '#kernel';\n",
  'dist/apps/a/src/later.js': 'export const late = 1;\n',
  'dist/apps/a/src/unused.js': 'export const unused = 1;\n',
  'dist/apps/a/texts/errors.en.json': '{}',
  'dist/apps/a/test/sample.json': '{}',
  'dist/apps/b/src/main.js': "const worker = new URL('./worker.js', import.meta.url);\n",
  'dist/apps/b/src/worker.js': "import './main.js';\n",
  'dist/libs/kernel/src/index.js': "export * from './day.js';\n",
  'dist/libs/kernel/src/day.js': 'export const day = 1;\n',
};
const PROGRAMS = { a: ['apps/a/src/main.js'], b: ['apps/b/src/main.js'] };
let root: string;

const write = (file: string, content: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
};

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'program-files-'));
  for (const [file, content] of Object.entries(FILES)) write(file, content);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the programs that a changed file is part of', () => {
  it.each([
    ['dist/apps/a/src/main.js', ['a']],
    ['dist/apps/a/src/config.js', ['a']],
    ['dist/apps/a/src/later.js', ['a']],
    ['dist/apps/a/src/unused.js', []],
    ['dist/apps/a/texts/errors.en.json', ['a']],
    ['dist/apps/a/test/sample.json', []],
    ['dist/apps/b/src/worker.js', ['b']],
    ['dist/libs/kernel/src/day.js', ['a']],
  ])('%s: %j', (file, expected) => {
    const before = fingerprints(root, PROGRAMS);
    write(file, `${FILES[file as keyof typeof FILES]} `);
    expect(changedBetween(before, fingerprints(root, PROGRAMS))).toEqual(expected);
    write(file, FILES[file as keyof typeof FILES]);
    expect(changedBetween(before, fingerprints(root, PROGRAMS))).toEqual([]);
  });

  it('are those that import it from now on, and a file that is gone changes what imported it', () => {
    const before = fingerprints(root, PROGRAMS);
    rmSync(path.join(root, 'dist/apps/a/src/later.js'));
    expect(changedBetween(before, fingerprints(root, PROGRAMS))).toEqual(['a']);
    write('dist/apps/a/src/later.js', FILES['dist/apps/a/src/later.js']);
  });
});
