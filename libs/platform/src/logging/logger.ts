import { pino, type DestinationStream, type Logger } from 'pino';
import { currentTrace } from '../trace/trace.js';
import { redact } from './redact.js';

/** Fields that never hold anything worth logging. */
const SECRET_FIELDS = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'hetu', 'body', 'payload'];

/** JSON lines on stdout: time, level, service, correlation and trace id, without personal data. */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: traceFields,
    serializers: { err: errorFields },
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]),
      censor: '[redacted]',
    },
    hooks: { streamWrite: redact },
  };
  return destination ? pino(options, destination) : pino(options);
}

function traceFields(): object {
  const trace = currentTrace();
  return trace ? { correlationId: trace.correlationId, traceId: trace.traceparent.slice(3, 35) } : {};
}

/** Errors of the database carry the statement's parameters and the row: only the kind of error is kept. */
export function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const message = withoutValues(error.message);
  return {
    type: error.constructor.name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: (error.stack ?? '').replace(error.message, message),
    ...(error.cause instanceof Error ? { cause: errorFields(error.cause) } : {}),
    ...(error instanceof AggregateError ? { errors: error.errors.slice(0, 5).map(errorFields) } : {}),
  };
}

/** PostgreSQL quotes the offending value at the end of "invalid input syntax for type …". */
function withoutValues(message: string): string {
  return message.replace(/: ".*"$/s, ': "…"');
}
