import 'reflect-metadata';
import type { z } from 'zod';

/** How an operation that will end is announced (docs/stability.md). Days as YYYY-MM-DD, in UTC. */
export interface Deprecation {
  /** From this day on clients should not begin to use it. */
  readonly since: string;
  /** Until this day it is answered. */
  readonly sunset: string;
  /** Path of what to use instead. */
  readonly successor?: string;
}

/** What the OpenAPI document says of the answers to an operation. */
export interface AnswerDescription {
  /** Shape of the body; null when there is none. */
  readonly schema: z.ZodType | null;
  /** What the operation does, in a few words. */
  readonly summary: string;
  /** Roles that may use it, from the service's policy. Without them everybody who is signed in. */
  readonly roles?: readonly string[] | undefined;
  /** Codes of the service's own refusals; what every operation may be answered with is known anyway. */
  readonly problems?: readonly string[] | undefined;
  /** Further statuses that are no refusals, each with its body. */
  readonly also?: Readonly<Record<number, z.ZodType | null>> | undefined;
  /** Media types of the body where it is none of our own JSON: a text, or a document of another standard. */
  readonly mediaTypes?: readonly string[] | undefined;
  /** The answer carries its version as ETag. */
  readonly versioned?: boolean | undefined;
}

/** What the OpenAPI document needs to know about a controller method. */
export interface OperationDescription {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  readonly headers?: Readonly<Record<string, { readonly required: boolean; readonly description: string }>>;
  /** Codes that the parameters bring along, such as `platform/stale-version` with If-Match. */
  readonly problems?: readonly string[];
  readonly answer?: AnswerDescription;
  readonly deprecation?: Deprecation;
}

const KEY = 'hyvaksiluku:operation';

/** Adds to the description of a method. */
export function describeOperation(target: object, method: string | symbol, description: OperationDescription): void {
  const known = operationDescription(target, method);
  const headers = { ...known.headers, ...description.headers };
  const problems = [...(known.problems ?? []), ...(description.problems ?? [])];
  Reflect.defineMetadata(KEY, { ...known, ...description, headers, problems }, target, method);
}

/** All that the decorators of a method have recorded. */
export function operationDescription(target: object, method: string | symbol): OperationDescription {
  return (Reflect.getMetadata(KEY, target, method) as OperationDescription | undefined) ?? {};
}
