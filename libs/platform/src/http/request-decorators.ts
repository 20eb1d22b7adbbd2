import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { faultOf, ownCodeOf, pathOf } from '../errors/field-errors.js';
import type { FieldError } from '../errors/problem.js';
import { compatibleInterfaceOf } from './compatible-interfaces.js';
import type { OperationDescription } from './operation-description.js';
import { isStorable } from './json-body.js';
import { requestPart, type Judged } from './request-parts.js';

/** eHOKS's answers are in the validator's own English for every reader, and list so many mistakes. */
const EHOKS_ENGLISH = z.locales.en().localeError;
const MOST_EHOKS_ERRORS = 50;
const LONGEST_EHOKS_TEXT = 300;
const UNSTORABLE = 'NUL characters are not allowed';

/**
 * The JSON body, checked against the schema (unknown fields are refused at the top level in any case; use
 * `z.strictObject` below it). No body counts as `{}`. Also describes the body in the OpenAPI document.
 *
 * @throws ProblemError `platform/validation-failed` with one entry per mistake
 */
export function ValidBody(schema: z.ZodType): ParameterDecorator {
  const checked = strict(schema);
  return requestPart((request) => judged(request, bodyOf(request), checked), { body: checked });
}

/** The query string, checked like `ValidBody`; every value arrives as text, so use `z.coerce` for numbers. */
export function ValidQuery(schema: z.ZodType): ParameterDecorator {
  const checked = strict(schema);
  return requestPart((request) => judged(request, storable(request.query), checked), { query: checked });
}

/** The path parameters, checked against the schema. */
export function ValidParams(schema: z.ZodType): ParameterDecorator {
  return requestPart((request) => judged(request, storable(request.params), schema), { params: schema });
}

/**
 * The version the client is changing, from `If-Match: "3"`.
 *
 * @throws ProblemError `platform/version-required` when required and missing, `platform/validation-failed` when malformed
 */
export function ExpectedVersion(mode: 'required' | 'optional'): ParameterDecorator {
  return requestPart(({ headers }) => versionIn(headers['if-match'], mode), versionHeader(mode));
}

/** The header in the OpenAPI document. */
export function versionHeader(mode: 'required' | 'optional'): OperationDescription {
  return {
    headers: { 'If-Match': { required: mode === 'required', description: 'Version that is changed, in quotes: "3"' } },
    problems: ['platform/stale-version', ...(mode === 'required' ? ['platform/version-required'] : [])],
  };
}

/** What `ExpectedVersion` makes of the header. */
export function versionIn(given: string | undefined, mode: 'required' | 'optional'): Judged {
  if (given === undefined) {
    if (mode === 'optional') return { value: undefined };
    return {
      code: 'platform/version-required',
      errors: [{ path: 'If-Match', code: 'invalid_type', wording: 'version' }],
    };
  }
  // Proxies that compress weaken the tag; it still names the version.
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(given)?.[1];
  if (version !== undefined) return { value: Number(version) };
  return {
    code: 'platform/validation-failed',
    errors: [{ path: 'If-Match', code: 'invalid_format', wording: 'version' }],
  };
}

/** Sends the client the version of what it got: `ETag: "3"`. */
export function withVersion(reply: FastifyReply, version: number): void {
  void reply.header('etag', `"${version}"`);
}

/** The header in the OpenAPI document. */
export const KEY_HEADER: OperationDescription = {
  headers: { 'Idempotency-Key': { required: false, description: 'Same key, same command: 8–128 of a–z, 0–9, . _ -' } },
  problems: ['platform/not-acceptable-key'],
};

/** The client's Idempotency-Key, if it sent one: two requests with one key are one command. */
export function keyIn(given: string | string[] | undefined): Judged {
  if (given === undefined || (typeof given === 'string' && /^[A-Za-z0-9._-]{8,128}$/.test(given))) {
    return { value: given };
  }
  return {
    code: 'platform/not-acceptable-key',
    errors: [{ path: 'Idempotency-Key', code: 'invalid_format', wording: 'idempotencyKey' }],
  };
}

function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

/** JSON's `null` is a body, and none that a schema takes. */
function bodyOf({ body }: FastifyRequest): unknown {
  return body === undefined ? {} : body;
}

/** Undefined when it holds characters that no database column can hold. */
function storable(part: unknown): unknown {
  return isStorable(part) ? part : undefined;
}

function judged(request: FastifyRequest, part: unknown, schema: z.ZodType): Judged {
  const spoken = compatibleInterfaceOf(request)?.speaks;
  if (part === undefined) {
    const fault = { path: '', code: 'invalid_format' };
    const errors = [spoken ? { ...fault, message: UNSTORABLE } : { ...fault, wording: 'characters' as const }];
    return { code: 'platform/validation-failed', errors };
  }
  const result = schema.safeParse(part, { reportInput: true, ...(spoken && { error: EHOKS_ENGLISH }) });
  if (result.success) return { value: result.data };
  const { issues } = result.error;
  const errors = spoken ? issues.slice(0, MOST_EHOKS_ERRORS).map(ehoksError) : issues.map(faultOf);
  return { code: 'platform/validation-failed', errors };
}

function ehoksError(issue: z.core.$ZodIssue): FieldError {
  const code = ownCodeOf(issue) ?? issue.code;
  return { path: pathOf(issue), code, message: issue.message.slice(0, LONGEST_EHOKS_TEXT) };
}
