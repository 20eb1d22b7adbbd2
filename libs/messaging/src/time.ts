import { setTimeout as delay } from 'node:timers/promises';

/** How waits pass and how long work took. In a process it is `PROCESS_TIME`; the model test has a time of its own. */
export interface Time {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** Rejects when the signal is given. A wait alone does not keep the process alive. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The time of the machine. */
export const PROCESS_TIME: Time = {
  now: () => performance.now(),
  wait: (ms, signal) => delay(ms, undefined, signal ? { signal, ref: false } : { ref: false }),
};
