import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';

/** What ties together all that follows from one request or event, over all services. */
export interface Trace {
  /** W3C Trace Context, version 00. */
  readonly traceparent: string;
  /** Id of the HTTP request that began the work; goes on into every event that follows from it. */
  readonly correlationId: string;
}

const storage = new AsyncLocalStorage<Trace>();

/** The trace the running code belongs to, if any. */
export function currentTrace(): Trace | undefined {
  return storage.getStore();
}

/** Runs `fn`, and all it awaits, as part of the given trace. What is missing or malformed is made anew. */
export function runWithTrace<T>(context: { traceparent?: string; correlationId?: string }, fn: () => T): T {
  return storage.run(traceFrom(context), fn);
}

/** A complete trace from what came in: well-formed parts are kept unchanged, the others are made. */
export function traceFrom(context: { traceparent?: string | undefined; correlationId?: string | undefined }): Trace {
  return {
    traceparent: isTraceparent(context.traceparent) ? context.traceparent : newTraceparent(),
    correlationId: isRequestId(context.correlationId) ? context.correlationId : randomUUID(),
  };
}

const ZEROES = /^0+$/;

function isTraceparent(value: string | undefined): value is string {
  const parts = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(value ?? '');
  return parts !== null && !ZEROES.test(parts[1] ?? '') && !ZEROES.test(parts[2] ?? '');
}

/** Ids are copied into logs and headers, so only harmless characters are taken over from outside. */
function isRequestId(value: string | undefined): value is string {
  return value !== undefined && /^[A-Za-z0-9._-]{1,128}$/.test(value);
}

function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
