import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as Runtime from 'jest-runtime';
import { loadSourcesNatively } from './native-sources.js';

const require = createRequire(import.meta.url);
const { default: JestRuntime } = require('jest-runtime') as typeof Runtime.default;
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');
const STATE = 'JEST_STATE_SYMBOL';
/** What `@jest/globals` gives to the test file that runs (globals.ts). */
const CURRENT_GLOBALS = Symbol.for('hyvaksiluku.jest-globals');

loadSourcesNatively();
let nth = 0;

/**
 * A runtime of Jest for test files that mock no modules: a test file is imported by Node itself, anew each time, and everything it
 * imports once per process. Jest's own gives each file a context in which all modules are loaded again, which took half of the
 * time of the small files. Hooks, deadlines, reports and the rest are Jest's.
 */
export default class SharedRuntime extends JestRuntime {
  override unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  override async unstable_importModule(from: string): Promise<void> {
    await import(`${pathToFileURL(from).href}?run=${(nth += 1)}`);
  }

  /** Jest's own modules: once per process, but for jest-circus, which keeps the tests of a file in its state. */
  override requireInternalModule<T = unknown>(from: string, to?: string): T {
    const file = require.resolve(to ?? from);
    if (file.includes('jest-circus')) {
      delete require.cache[file];
      Reflect.deleteProperty(globalThis, EVENT_HANDLERS);
    }
    return require(file) as T;
  }

  override setGlobalsForRuntime(
    globals: Parameters<InstanceType<typeof JestRuntime>['setGlobalsForRuntime']>[0],
  ): void {
    super.setGlobalsForRuntime(globals);
    Reflect.set(globalThis, CURRENT_GLOBALS, globals);
  }

  override teardown(): void {
    super.teardown();
    Reflect.deleteProperty(globalThis, CURRENT_GLOBALS);
    for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
      if (symbol.description === STATE) Reflect.deleteProperty(globalThis, symbol);
    }
  }
}
