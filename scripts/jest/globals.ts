/** `@jest/globals` for modules that are loaded once and used by many test files: each name is that of the file that runs. */
import type * as Jest from '@jest/globals';

const CURRENT_GLOBALS = Symbol.for('hyvaksiluku.jest-globals');

type Name = 'afterAll' | 'afterEach' | 'beforeAll' | 'beforeEach' | 'describe' | 'expect' | 'it' | 'test';

export const afterAll = ofRunningFile('afterAll');
export const afterEach = ofRunningFile('afterEach');
export const beforeAll = ofRunningFile('beforeAll');
export const beforeEach = ofRunningFile('beforeEach');
export const describe = ofRunningFile('describe');
export const expect = ofRunningFile('expect');
export const it = ofRunningFile('it');
export const test = ofRunningFile('test');

function ofRunningFile<N extends Name>(name: N): (typeof Jest)[N] {
  const current = () => (Reflect.get(globalThis, CURRENT_GLOBALS) as typeof Jest)[name] as object;
  return new Proxy(() => undefined, {
    apply: (_, self, args) => Reflect.apply(current() as () => unknown, self, args),
    get: (_, property) => Reflect.get(current(), property) as unknown,
    has: (_, property) => Reflect.has(current(), property),
  }) as unknown as (typeof Jest)[N];
}
