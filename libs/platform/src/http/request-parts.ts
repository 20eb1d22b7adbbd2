import 'reflect-metadata';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { FieldFault } from '../errors/field-errors.js';
import type { PlatformErrorCode } from '../errors/platform-errors.js';
import { ProblemError, type FieldError } from '../errors/problem.js';
import { compatibleInterfaceOf } from './compatible-interfaces.js';
import { describeOperation, type OperationDescription } from './operation-description.js';

/** More mistakes than anybody reads are counted, not listed; a body of 256 kB can hold very many. */
const MOST_ERRORS = 100;

/** What came of judging one part of a request: the value, or why there is none. */
export type Judged =
  | { readonly value: unknown }
  | { readonly code: PlatformErrorCode; readonly errors: readonly (FieldFault | FieldError)[] };

type Judge = (request: FastifyRequest) => Judged;

const PARTS = 'hyvaksiluku:request-parts';
const judgedRequests = new WeakMap<FastifyRequest, ReadonlyMap<Judge, unknown> | ProblemError>();

const valueOf = createParamDecorator((judge: Judge, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const known = judgedRequests.get(request) ?? judgedRequest(request, partsOf(context.getHandler()));
  judgedRequests.set(request, known);
  if (known instanceof ProblemError) throw known;
  return known.get(judge);
});

/**
 * A parameter that is a part of the request. All parts of a method are judged together: a client learns every mistake of
 * its request at once.
 */
export function requestPart(judge: Judge, description: OperationDescription): ParameterDecorator {
  const decorate = valueOf(judge);
  return (target, method, index) => {
    if (method === undefined) return;
    decorate(target, method, index);
    const handler = (target as Record<string | symbol, object>)[method]!;
    Reflect.defineMetadata(PARTS, [...partsOf(handler), judge], handler);
    describeOperation(target, method, description);
  };
}

function partsOf(handler: object): readonly Judge[] {
  return (Reflect.getMetadata(PARTS, handler) as readonly Judge[] | undefined) ?? [];
}

/** The values by their judges; or one problem: the code of the first part that is wrong, and the mistakes of all. */
function judgedRequest(request: FastifyRequest, parts: readonly Judge[]): ReadonlyMap<Judge, unknown> | ProblemError {
  const values = new Map<Judge, unknown>();
  const wrong: Exclude<Judged, { value: unknown }>[] = [];
  for (const judge of parts) {
    const judged = judge(request);
    if ('value' in judged) values.set(judge, judged.value);
    else wrong.push(judged);
  }
  const [first] = wrong;
  if (first === undefined) return values;
  if (compatibleInterfaceOf(request)) return new ProblemError(first.code, { errors: first.errors });
  const errors = wrong.flatMap((part) => part.errors);
  const more = errors.length - MOST_ERRORS;
  return new ProblemError(first.code, { errors: errors.slice(0, MOST_ERRORS), ...(more > 0 && { moreErrors: more }) });
}
