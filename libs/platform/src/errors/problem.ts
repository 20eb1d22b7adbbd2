import { isRefused, type Refusal } from '#kernel';
import type { Localised } from './error-definition.js';
import type { NextAction } from './next-steps.js';
import type { PlatformErrorCode } from './platform-errors.js';

/** One mistake in a request. `path` is dotted (`parts.0.creditsApplied`), never with values. */
export interface FieldError {
  readonly path: string;
  /** The field as people call it, in their language; not in Koski's and eHOKS's interfaces. */
  readonly field?: string;
  readonly code: string;
  readonly message: string;
  /** What programs can go by beside the code, with English names. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An RFC 9457 problem document. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Path of the request, without its query. */
  readonly instance: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  /** How many mistakes more there are than `errors` lists. */
  readonly moreErrors?: number;
  readonly currentVersion?: number;
  /** What the reader can do about it. */
  readonly nextActions?: readonly NextAction[];
  readonly [detail: string]: unknown;
}

/**
 * Ends a request with the problem document of `code`; the details become fields of the document. Codes are the platform's unless a service names
 * its own, `new ProblemError<ErrorCode>(…)`: one that stands in neither table does not compile.
 */
export class ProblemError<Code extends string = PlatformErrorCode> extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: NoInfer<Code> | PlatformErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** `cause` is logged, never answered. */
    options?: ErrorOptions,
    /** The refusal that this is the problem of; `Explain` has more to say about it. */
    readonly refusal?: Refusal,
  ) {
    super(code, options);
  }
}

/** For whom a refusal is put into words. */
export interface Reader {
  readonly language: keyof Localised;
  /** The compatible interface that was asked; undefined for our own. */
  readonly speaks: 'koski' | 'ehoks' | undefined;
}

/** What a service says about its refusals beyond their texts: next steps, or the words of a compatible interface. */
export type Explain = (refusal: Refusal, reader: Reader) => ProblemError<string>;

/** The problem of a refusal. */
export function problemOf(refusal: Refusal): ProblemError<string> {
  return new ProblemError<string>(refusal.refused, refusal.details, undefined, refusal);
}

/** The result, if it is none of a refusal. @throws ProblemError with the code and details of the refusal */
export function orProblem<T>(result: T | Refusal): Exclude<T, Refusal> {
  if (isRefused(result)) throw problemOf(result);
  return result as Exclude<T, Refusal>;
}
