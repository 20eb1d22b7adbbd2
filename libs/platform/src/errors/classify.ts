import { HttpException } from '@nestjs/common';
import type { PlatformErrorCode } from './platform-errors.js';
import { ProblemError } from './problem.js';

const BY_STATUS: Readonly<Record<number, PlatformErrorCode>> = {
  400: 'platform/malformed-request',
  401: 'platform/not-authenticated',
  403: 'platform/forbidden',
  404: 'platform/not-found',
  405: 'platform/not-found',
  408: 'platform/request-timeout',
  409: 'platform/conflict',
  413: 'platform/body-too-large',
  414: 'platform/malformed-request',
  415: 'platform/unsupported-media-type',
  429: 'platform/too-many-requests',
  431: 'platform/headers-too-large',
  503: 'platform/unavailable',
};

/** Codes of sockets and DNS that say "nobody answers there now". */
const NO_ANSWER = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * SQLSTATEs that are about the database and not about what it was asked. Connection (08…), resources (53…), operator
 * intervention such as shutdown and statement timeout (57…), system error (58…), a damaged page (XX001, XX002), a standby
 * that takes no writes yet, lock not available, serialization failure and deadlock after all tries. A role that is not let
 * in (28…), has lost a right (42501) or whose database is not there (3D000): seen while passwords change or a backup comes
 * back.
 */
const PASSING_SQLSTATE = /^(08...|28...|53...|57...|58...|25006|3D000|42501|55P03|40001|40P01|XX001|XX002)$/;

/**
 * SQLSTATEs of a schema that is not the one the code knows: no such table, column, function or operator, other object
 * (type, text search configuration), schema. A release whose migration has not run yet meets them, and so does a database
 * that was put back to an older state.
 */
const SCHEMA_SQLSTATE = /^(42P01|42703|42883|42704|3F000)$/;

/** What pg and its pool say without giving a code. */
const NO_CONNECTION =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout)/;

/** SQLSTATE of a value the database cannot take (22…), except for division by zero, which is ours. */
const VALUE_SQLSTATE = /^22(?!012)[0-9A-Z]{3}$/;

/**
 * True for a failure of database or network that passes by itself or is mended by an operator, so that trying again later
 * makes sense: nothing is wrong with the request or message.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true;
  const code = codeOf(error);
  if (code !== undefined && (NO_ANSWER.has(code) || PASSING_SQLSTATE.test(code) || SCHEMA_SQLSTATE.test(code)))
    return true;
  return isStalePlan(error) || NO_CONNECTION.test(error.message) || isUnavailable(error.cause);
}

/** What the schema lacks, in the database's words (`relation "message" does not exist`); undefined for other errors. */
export function missingInSchema(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  return code !== undefined && SCHEMA_SQLSTATE.test(code) ? error.message : missingInSchema(error.cause);
}

/**
 * A connection has no plan, or none that fits, under the name of a statement, and goes on refusing the name. Either it planned the
 * statement before a migration changed its columns ("cached plan must not change result type": the message is translated by the
 * server, its code says only "not supported"; the routine that reports it has one name). Or it knows no statement of that name
 * (26000): its plan was dropped, or could not be made by a use that was sent just before.
 */
export function isStalePlan(error: unknown): boolean {
  const code = codeOf(error);
  return code === '26000' || (code === '0A000' && fieldOf(error, 'routine') === 'RevalidateCachedQuery');
}

/** Every error as a problem: what is not one yet gets the platform code of its class. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isUnavailable(error)) return new ProblemError('platform/unavailable');
  const code = codeOf(error);
  if (code === '23505') return new ProblemError('platform/conflict');
  if (code !== undefined && VALUE_SQLSTATE.test(code)) return new ProblemError('platform/validation-failed');
  const status = error instanceof HttpException ? error.getStatus() : statusOfFastifyError(error);
  return new ProblemError((status !== undefined && BY_STATUS[status]) || 'platform/internal');
}

/** SQLSTATE or code of an error, also of one that TypeORM has wrapped. */
export function codeOf(error: unknown): string | undefined {
  return fieldOf(error, 'code');
}

function fieldOf(error: unknown, field: 'code' | 'routine'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value = (error as Partial<Record<typeof field, unknown>>)[field];
  if (typeof value === 'string') return value;
  // TypeORM wraps the driver's error.
  return 'driverError' in error ? fieldOf(error.driverError, field) : undefined;
}

function statusOfFastifyError(error: unknown): number | undefined {
  if (!codeOf(error)?.startsWith('FST_')) return undefined;
  return (error as { statusCode?: number }).statusCode;
}
