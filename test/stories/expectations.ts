import { isDeepStrictEqual } from 'node:util';

/** Something was not as the story says. */
export class Deviation extends Error {}

/** @throws Deviation naming what was expected and what was seen */
export function expectEqual<T>(what: string, seen: unknown, expected: T): asserts seen is T {
  if (!isDeepStrictEqual(seen, expected)) {
    throw new Deviation(`${what}: expected ${JSON.stringify(expected)}, saw ${JSON.stringify(seen)}`);
  }
}

/** @throws Deviation when the condition does not hold */
export function expectThat(what: string, holds: boolean, seen?: unknown): asserts holds {
  if (!holds) {
    throw new Deviation(seen === undefined ? what : `${what}; saw ${JSON.stringify(seen)?.slice(0, 2000)}`);
  }
}

/** The value, when it is there. @throws Deviation otherwise */
export function found<T>(what: string, value: T | undefined | null): T {
  if (value === undefined || value === null) {
    throw new Deviation(`${what}: there is none`);
  }
  return value;
}
