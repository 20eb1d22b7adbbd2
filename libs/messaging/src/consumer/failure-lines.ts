import type { DeliveredMessage } from '../ports.js';
import type { DeadLetterReason } from './dead-letter.js';
import type { Failure } from './failure-policy.js';
import type { ToReact } from './read-message.js';
import { RefusedEvent } from './refused-event.js';

/** Where the edge writes what went wrong: names, codes and places, no values. */
export interface EdgeLog {
  info(line: object): void;
  warn(line: object): void;
  error(line: object): void;
}

/** A refusal is no failure: its dead letter has a line of its own. */
export function logFailure(
  log: EdgeLog,
  event: ToReact['event'],
  failure: Failure,
  attempt: number,
  error: unknown,
): void {
  if (failure === 'refused') return;
  const line = { event: event.name, messageId: event.id, failure, attempt, error: nameOf(error) };
  if (failure === 'infrastructure') log.warn({ msg: 'waiting for the infrastructure', ...line });
  else log.error({ msg: 'reaction failed', ...line, stack: stackOf(error) });
}

export function logDeadLetter(log: EdgeLog, message: DeliveredMessage, reason: DeadLetterReason): void {
  const { topic, partition, offset } = message;
  const { failure, code, detail } = reason;
  log.error({ msg: 'message dead-lettered', topic, partition, offset, failure, code, detail });
}

/** Name and database code only: messages of database errors can quote values. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof RefusedEvent) return error.code;
  const code = (error as { code?: unknown }).code;
  return code === undefined ? error.name : `${error.name} ${String(code)}`;
}

export function codeOf(failure: Failure, error: unknown): string {
  return failure === 'parked-key' ? 'parked-key' : nameOf(error);
}

export function detailOf(error: unknown): string {
  return error instanceof RefusedEvent ? error.detail : '';
}

/** Frames without the first line, which may quote values. */
export function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack?.split('\n').slice(1, 8).join('\n') : undefined;
}
