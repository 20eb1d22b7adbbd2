const closers: (() => Promise<void>)[] = [];

/** Notes what is to be closed when the tests of this file have run. */
export function atTheEnd(close: () => Promise<void>): void {
  closers.push(close);
}

/** Closes what this library has opened. Called after each test file (scripts/jest/after-each-file.ts); scripts call it themselves. */
export async function closeTesting(): Promise<void> {
  await Promise.allSettled(closers.splice(0).map((close) => close()));
}
