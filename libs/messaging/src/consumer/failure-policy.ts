import { isUnavailable } from '#platform';
import { RefusedEvent } from './refused-event.js';

/** What can go wrong with a message at the consumer edge. */
export const FAILURES = [
  'unreadable',
  'refused',
  'infrastructure',
  'bug',
  'parked-key',
  'dead-letter-not-published',
  'time-limit',
] as const;
export type Failure = (typeof FAILURES)[number];

export interface Treatment {
  /** Tries before the message is given up; `Infinity`: never given up. */
  readonly tries: number;
  /** What becomes of it then. */
  readonly then: 'dead-letter' | 'dead-letter-and-park-key' | 'keep-trying';
}

/**
 * THE failure policy. A refusal by the domain is a normal outcome with its own event; `refused` is for senders that have no
 * such event: what they sent is dead-lettered with its reason, and nothing of its key waits for it.
 * A case event is never sent to a retry topic: later events of its key would overtake it.
 */
export const FAILURE_POLICY: Readonly<Record<Failure, Treatment>> = {
  unreadable: { tries: 1, then: 'dead-letter' },
  refused: { tries: 1, then: 'dead-letter' },
  'parked-key': { tries: 1, then: 'dead-letter' },
  bug: { tries: 3, then: 'dead-letter-and-park-key' },
  'time-limit': { tries: 3, then: 'dead-letter-and-park-key' },
  infrastructure: { tries: Infinity, then: 'keep-trying' },
  'dead-letter-not-published': { tries: Infinity, then: 'keep-trying' },
};

/** Waits between tries of one message, ms: 3 tries of a bug within 10 s; infrastructure in steps of at most 5 s. */
export function waitBefore(failure: Failure, attempt: number): number {
  if (failure === 'bug' || failure === 'time-limit') return attempt === 1 ? 500 : 3000;
  return Math.min(200 * 2 ** Math.min(attempt - 1, 10), 5000);
}

/** In-place waiting for the infrastructure ends after this; then the partition is paused and readiness goes down. */
export const PAUSE_AFTER_MS = 30_000;

/** A handler may take this long: less than half of the broker's session timeout. */
export const HANDLER_LIMIT_MS = 20_000;

/** The same for messages handled together: past it each gets its own time. */
export const CHUNK_LIMIT_MS = 5000;

/** Thrown when a handler has not finished within its limit; its transaction is rolled back. */
export class HandlerTimeLimit extends Error {}

/** Whether later events of the key wait behind a letter of this kind. A repetition of what was wrong mends nothing. */
export function holdsUpItsKey(failure: Failure): boolean {
  return failure !== 'unreadable' && failure !== 'refused';
}

/** Distinguishes an outage from a bug. Unknown errors count as bugs: they are dead-lettered, not waited for. */
export function classify(error: unknown): Failure {
  if (error instanceof HandlerTimeLimit) return 'time-limit';
  if (error instanceof RefusedEvent) return 'refused';
  return isUnavailable(error) ? 'infrastructure' : 'bug';
}
