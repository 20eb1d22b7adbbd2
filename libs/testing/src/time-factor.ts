import { availableParallelism, loadavg } from 'node:os';

const MOST = 6;
/** What the measured work takes on the quiet machine on which the deadlines of the tests were chosen. */
const REFERENCE_MS = 150;
const WORK = Array.from({ length: 5000 }, (_, id) => ({ id, name: `part ${id}`, credits: [id, id / 2] }));
const ROUNDS = 40;

/**
 * How many times longer than on a quiet machine a test may wait: 1 to 6. The larger of what `measuredTimeFactor` found at the start
 * of the run and of the programs that wait for a core at the moment. Every deadline of a hook, a test and `eventually` is multiplied
 * by it.
 */
export function timeFactor(): number {
  const waiting = (loadavg()[0] ?? 0) / availableParallelism();
  return within(Math.max(Number(process.env['TIME_FACTOR'] ?? 1), waiting));
}

/** Times a piece of work on this machine as it is now. @returns the value for TIME_FACTOR */
export function measuredTimeFactor(): number {
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round++) JSON.parse(JSON.stringify(WORK));
  return within((performance.now() - started) / REFERENCE_MS);
}

function within(factor: number): number {
  return Math.min(MOST, Math.max(1, factor));
}
