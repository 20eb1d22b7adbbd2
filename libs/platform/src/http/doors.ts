import 'reflect-metadata';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { preferredLanguage } from '../errors/problem-document.js';
import { ProblemError, type FieldError } from '../errors/problem.js';
import { compatibleInterfaceOf } from './compatible-interfaces.js';
import { describeDoor } from './door-description.js';
import { isStorable } from './json-body.js';

/** More mistakes than anybody reads are not listed; a body of 256 kB can hold very many. */
const MOST_ERRORS = 50;
const LONGEST_TEXT = 300;

const LOCALES = { fi: z.locales.fi(), sv: z.locales.sv(), en: z.locales.en() };

interface Door {
  readonly schema: z.ZodType;
  readonly part: (request: FastifyRequest) => unknown;
}

const validated = createParamDecorator(({ schema, part }: Door, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  // eHOKS's answers are English, whatever the reader asks for.
  const isEhoks = compatibleInterfaceOf(request)?.speaks === 'ehoks';
  const { localeError } = LOCALES[isEhoks ? 'en' : preferredLanguage(request.headers['accept-language'])];
  const result = schema.safeParse(part(request), { error: localeError });
  if (!result.success) throw validationFailed(result.error.issues.map(fieldError));
  return result.data;
});

/**
 * The JSON body, checked against the schema (unknown fields are refused at the top level in any case; use
 * `z.strictObject` below it). No body counts as `{}`. Also describes the body in the OpenAPI document.
 *
 * @throws ProblemError `platform/validation-failed` with one entry per mistake
 */
export function ValidBody(schema: z.ZodType): ParameterDecorator {
  return door({ schema: strict(schema), part: bodyOf }, { body: strict(schema) });
}

/** The query string, checked like `ValidBody`; every value arrives as text, so use `z.coerce` for numbers. */
export function ValidQuery(schema: z.ZodType): ParameterDecorator {
  return door({ schema: strict(schema), part: (request) => storable(request.query) }, { query: strict(schema) });
}

/** The path parameters, checked against the schema. */
export function ValidParams(schema: z.ZodType): ParameterDecorator {
  return door({ schema, part: (request) => storable(request.params) }, { params: schema });
}

const expectedVersion = createParamDecorator((mode: 'required' | 'optional', context: ExecutionContext) => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const given = headers['if-match'];
  if (given === undefined) {
    if (mode === 'required') throw new ProblemError('platform/version-required');
    return undefined;
  }
  // Proxies that compress weaken the tag; it still names the version.
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  if (version === undefined) {
    throw validationFailed([
      { path: 'If-Match', code: 'invalid_format', message: 'expected one version in quotes: "3"' },
    ]);
  }
  return Number(version);
});

/**
 * The version the client is changing, from `If-Match: "3"`.
 *
 * @throws ProblemError `platform/version-required` when required and missing, `platform/validation-failed` when malformed
 */
export function ExpectedVersion(mode: 'required' | 'optional'): ParameterDecorator {
  return both(expectedVersion(mode), {
    headers: { 'If-Match': { required: mode === 'required', description: 'Version that is changed, in quotes: "3"' } },
  });
}

/** Tells the client the version of what it got: `ETag: "3"`. */
export function withVersion(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

const idempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !/^[A-Za-z0-9._-]{8,128}$/.test(given)) {
    throw new ProblemError('platform/not-acceptable-key');
  }
  return given;
});

/**
 * The client's Idempotency-Key, if it sent one: two requests with one key are one command.
 *
 * @throws ProblemError `platform/not-acceptable-key`
 */
export function IdempotencyKey(): ParameterDecorator {
  return both(idempotencyKey(), {
    headers: {
      'Idempotency-Key': { required: false, description: 'Same key, same command: 8–128 of a–z, 0–9, . _ -' },
    },
  });
}

function door(data: Door, description: Parameters<typeof describeDoor>[2]): ParameterDecorator {
  return both(validated(data), description);
}

function both(decorate: ParameterDecorator, description: Parameters<typeof describeDoor>[2]): ParameterDecorator {
  return (target, method, index) => {
    decorate(target, method, index);
    if (method !== undefined) describeDoor(target, method, description);
  };
}

function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

/** JSON's `null` is a body, and none that a schema takes. */
function bodyOf({ body }: FastifyRequest): unknown {
  return body === undefined ? {} : body;
}

function storable(part: unknown): unknown {
  if (isStorable(part)) return part;
  throw validationFailed([{ path: '', code: 'invalid_format', message: 'NUL characters are not allowed' }]);
}

function validationFailed(errors: readonly FieldError[]): ProblemError {
  return new ProblemError('platform/validation-failed', { errors: errors.slice(0, MOST_ERRORS) });
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  return {
    path: issue.path.map(String).join('.').slice(0, LONGEST_TEXT),
    code: ownCodeOf(issue) ?? issue.code,
    message: issue.message.slice(0, LONGEST_TEXT),
  };
}

/** A schema may give a mistake a code of its own: `refine(…, { params: { code } })`. */
export function ownCodeOf(issue: z.core.$ZodIssue): string | undefined {
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}
