/** The named places where the fault suite kills the process. */
export const CRASH_POINTS = [
  'before-commit',
  'after-commit-before-notify',
  'after-read-before-send',
  'after-send-before-mark',
  'after-mark',
  'consumer-before-transaction',
  'consumer-inside-transaction',
  'consumer-after-transaction',
  'after-dead-letter-before-commit',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

const armed = process.env['NODE_ENV'] === 'production' ? undefined : process.env['CRASH_POINT'];

let trap: ((name: CrashPoint) => void) | undefined;

/** Lets the model test see where the code is, and stop a process of the model there; production code never calls it. */
export function watchCrashPoints(watcher: ((name: CrashPoint) => void) | undefined): void {
  trap = watcher;
}

/** Dies here, as by a power cut, when the process was started with CRASH_POINT=<name>; otherwise nothing. */
export function crashPoint(name: CrashPoint): void {
  trap?.(name);
  if (armed === name) process.kill(process.pid, 'SIGKILL');
}
