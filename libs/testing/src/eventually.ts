import { setTimeout as delay } from 'node:timers/promises';
import { timeFactor } from './time-factor.js';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

/**
 * Asks until there is an answer: neither undefined nor false. A rejection of the probe counts as "not yet".
 * @param what what is waited for, as it is to stand in the failure
 * @param deadlineMs how long at most, in ms of a quiet machine
 * @throws Error that names what did not happen, with the last rejection as its cause
 */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  deadlineMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + deadlineMs * timeFactor();
  let pause = FIRST_PAUSE_MS;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) {
      const last = cause instanceof Error ? `; last: ${cause.message}` : '';
      throw new Error(`Not within ${deadlineMs / 1000} s: ${what}${last}`, { cause });
    }
    await delay(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}
