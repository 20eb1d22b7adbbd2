import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const CACHE = path.join(ROOT, '.cache', 'tests');
const GLOBALS = new URL('globals.js', import.meta.url).href;

/**
 * Lets this process import the TypeScript sources as they stand: `./x.js` is `x.ts`, `./x` too in the pages, whose compiler asks for no ending, `#kernel` its source, and `@jest/globals` what
 * Jest gives to the test file that runs. What the compiler makes of a source is kept, by its content.
 */
export function loadSourcesNatively(): void {
  mkdirSync(CACHE, { recursive: true });
  process.setSourceMapsEnabled(true);
  const settings = readFileSync(path.join(ROOT, '.swcrc'), 'utf8') + compilerVersion();
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === '@jest/globals') return { url: GLOBALS, format: 'module', shortCircuit: true };
      if (!isSource(context.parentURL)) return next(specifier, context);
      const source = sourceBeside(specifier, context.parentURL);
      return next(source ?? specifier, { ...context, conditions: [...context.conditions, 'source'] });
    },
    load(url, context, next) {
      if (!isSource(url)) return next(url, context);
      return { format: 'module', source: compiled(fileURLToPath(url), settings), shortCircuit: true };
    },
  });
}

function isSource(url: string | undefined): url is string {
  return url !== undefined && /^file:.*\.ts(\?|$)/.test(url) && !url.includes('/node_modules/');
}

function sourceBeside(specifier: string, parentUrl: string): string | undefined {
  if (!/^\.{1,2}\//.test(specifier)) return undefined;
  const url = new URL(`${specifier.replace(/\.js$/, '')}.ts`, parentUrl);
  return existsSync(url) ? url.href : undefined;
}

function compiled(file: string, settings: string): string {
  const source = readFileSync(file, 'utf8');
  const name = createHash('sha256').update(settings).update(file).update('\0').update(source).digest('hex');
  const kept = path.join(CACHE, `${name}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const { code } = transformSync(source, { filename: file, cwd: ROOT, swcrc: true, sourceMaps: 'inline' });
  writeFileSync(`${kept}.${process.pid}`, code);
  renameSync(`${kept}.${process.pid}`, kept);
  return code;
}

function compilerVersion(): string {
  return readFileSync(path.join(ROOT, 'node_modules', '@swc', 'core', 'package.json'), 'utf8');
}
