import type { ErrorTable } from '../errors/error-definition.js';
import { koskiKeyOf } from '../errors/compatible-answers.js';
import { platformErrors, type PlatformErrorCode } from '../errors/platform-errors.js';
import type { CompatibleInterface } from './compatible-interfaces.js';
import type { OperationDescription } from './operation-description.js';
import type { JsonSchema } from './openapi-schemas.js';

/** What any request may be answered with. */
const ALWAYS: readonly PlatformErrorCode[] = [
  'platform/malformed-request',
  'platform/not-found',
  'platform/request-timeout',
  'platform/body-too-large',
  'platform/expectation-failed',
  'platform/too-many-requests',
  'platform/headers-too-large',
  'platform/internal',
  'platform/unavailable',
];
const SIGNED_IN: readonly PlatformErrorCode[] = ['platform/not-authenticated', 'platform/token-invalid'];
const WITH_BODY: readonly PlatformErrorCode[] = [
  'platform/validation-failed',
  'platform/malformed-json',
  'platform/not-utf8',
  'platform/json-duplicate-name',
  'platform/json-too-deep',
  'platform/json-number',
  'platform/json-character',
  'platform/unsupported-media-type',
];
/** Statuses that say nothing of the operation: their answers are described once. */
const ALIKE: readonly number[] = [401, 408, 413, 415, 417, 429, 431, 500, 503];

/** What of an operation decides which problems it may be answered with. */
export interface RefusableOperation {
  readonly description: OperationDescription;
  readonly isPublic: boolean;
  readonly isCommand: boolean;
  /** Set for an interface in another system's words. */
  readonly spoken: CompatibleInterface | undefined;
}

/**
 * The responses of one operation to what is refused or fails, by status.
 * @param table status by code, of the service and the libraries whose controllers it has
 * @throws Error for a code that stands in no table
 */
export function problemResponses(operation: RefusableOperation, table: ErrorTable): Record<string, JsonSchema> {
  const { description, isPublic, isCommand, spoken } = operation;
  const { body, query, params, headers = {}, problems = [], answer } = description;
  const checked = query !== undefined || params !== undefined || 'If-Match' in headers;
  const codes = new Set<string>([
    ...ALWAYS,
    ...(isPublic ? [] : SIGNED_IN),
    ...(isCommand ? [...WITH_BODY, 'platform/conflict'] : []),
    ...(body !== undefined || checked ? ['platform/validation-failed'] : []),
    ...problems,
    ...(answer?.problems ?? []),
  ]);
  const known: ErrorTable = { ...platformErrors, ...table };
  const byStatus = Map.groupBy([...codes].sort(), (code) => {
    const definition = known[code];
    if (!definition) throw new Error(`${code} is a code of no table.`);
    return definition.status;
  });
  const entries = [...byStatus]
    .sort(([one], [other]) => one - other)
    .map(([status, list]): [string, JsonSchema] => [
      String(status),
      spoken
        ? { $ref: `#/components/responses/${spoken.speaks}Refusal${status}` }
        : ALIKE.includes(status) && list.every((code) => code in platformErrors)
          ? { $ref: `#/components/responses/problem${status}` }
          : problemResponse(list),
    ]);
  return Object.fromEntries(entries);
}

/** `components.responses`: those that operations share. @param table status by code, as of `problemResponses` */
export function sharedResponses(table: ErrorTable): Record<string, JsonSchema> {
  const ofPlatform = Map.groupBy(
    Object.keys(platformErrors) as PlatformErrorCode[],
    (code) => platformErrors[code].status,
  );
  const alike = ALIKE.map((status) => [
    `problem${status}`,
    problemResponse([...(ofPlatform.get(status) ?? [])].sort()),
  ]);
  return {
    ...Object.fromEntries(alike),
    ...spokenRefusals(table),
  };
}

/**
 * What Koski's and eHOKS's interfaces answer, by status. Koski's list can hold errors of several statuses, of which the highest is that
 * of the answer; eHOKS names one.
 */
function spokenRefusals(table: ErrorTable): Record<string, JsonSchema> {
  const known: ErrorTable = { ...platformErrors, ...table };
  const statuses = [...new Set(Object.values(known).map(({ status }) => status))];
  return Object.fromEntries(
    statuses.flatMap((status): [string, JsonSchema][] => {
      const upTo = (code: string) => (known[code]?.status ?? 0) <= status;
      const keys = sorted(Object.keys(known).filter(isKoskis).filter(upTo).map(koskiKeyOf));
      const codes = sorted(
        Object.keys(known)
          .filter(isEhoks)
          .filter((code) => known[code]?.status === status),
      );
      const koski = { type: 'array', items: allOfBoth('KoskiError', { key: { type: 'string', enum: keys } }) };
      const ehoks = allOfBoth('EhoksError', { code: { type: 'string', enum: codes } });
      return [
        [`koskiRefusal${status}`, jsonResponse("A list of errors in Koski's keys and words", koski)],
        [
          `ehoksRefusal${status}`,
          jsonResponse('A sentence in English, as eHOKS answers; code and wrong places beside it', ehoks),
        ],
      ];
    }),
  );
}

/** Koski's keys have dots; what we distinguish beyond them are codes of the platform. */
function isKoskis(code: string): boolean {
  return code in platformErrors || !code.includes('/');
}

/** eHOKS has no keys: its cases have codes of ours, and Koski's keys where both sign in the same people and read the same oids. */
function isEhoks(code: string): boolean {
  return (
    code in platformErrors ||
    /^(hoks\/|unauthorized\.|forbidden\.suojaamatonYhteys$|badRequest\.queryParam\.)/.test(code)
  );
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}

function allOfBoth(name: string, properties: JsonSchema): JsonSchema {
  return {
    allOf: [{ $ref: `#/components/schemas/${name}` }, { type: 'object', properties, additionalProperties: true }],
  };
}

function jsonResponse(description: string, schema: JsonSchema): JsonSchema {
  return { description, content: { 'application/json': { schema } } };
}

const text = { type: 'string' };
const fieldError = {
  type: 'object',
  required: ['path', 'code', 'message'],
  properties: { path: text, field: text, code: text, message: text, details: { type: 'object' } },
  additionalProperties: true,
};

/** `components.schemas`: what refusals look like. @param table status by code, as of `problemResponses` */
export function refusalSchemas(table: ErrorTable): Readonly<Record<string, JsonSchema>> {
  const codes = Object.keys({ ...platformErrors, ...table });
  return {
    Problem: {
      type: 'object',
      description:
        'RFC 9457 problem document. `code` is stable, the texts follow Accept-Language (fi, sv, en); further fields are details of the code',
      required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'requestId'],
      properties: {
        type: text,
        title: text,
        status: { type: 'integer' },
        detail: text,
        code: text,
        instance: text,
        requestId: text,
        currentVersion: { type: 'integer' },
        current: {
          type: 'object',
          description:
            'Of a conflict: what stands now, by whom it was changed, and which fields since the version of If-Match',
          properties: {
            version: { type: 'integer' },
            changedAt: { type: ['string', 'null'], format: 'date-time' },
            changedBy: {
              type: ['object', 'null'],
              description: 'The person id only where the reader sees it in the thing itself',
              properties: { role: text, personId: { type: ['string', 'null'] } },
            },
            changedFields: { type: ['array', 'null'], items: text },
            state: { type: ['string', 'null'] },
          },
        },
        errors: { type: 'array', items: fieldError },
        moreErrors: { type: 'integer' },
        nextActions: {
          type: 'array',
          description:
            'What the reader can do about it, as far as the roles and the state allow it; without an operation it is done outside the interfaces',
          items: {
            type: 'object',
            required: ['text'],
            properties: {
              text,
              operationId: text,
              method: text,
              href: {
                type: 'string',
                description: 'Left out when the refused request does not say all that the path needs',
              },
            },
            additionalProperties: true,
          },
        },
        nextSteps: {
          type: 'array',
          description: 'Of study rights only: texts of steps, as they were before `nextActions`',
          items: text,
        },
      },
      additionalProperties: true,
    },
    KoskiError: {
      type: 'object',
      required: ['key', 'message'],
      // Koski's message of a schema error is a list of places.
      properties: { key: { type: 'string', enum: sorted(codes.filter(isKoskis).map(koskiKeyOf)) }, message: {} },
      additionalProperties: true,
    },
    EhoksError: {
      type: 'object',
      properties: {
        error: text,
        code: { type: 'string', enum: sorted(codes.filter(isEhoks)) },
        key: {
          type: 'string',
          enum: sorted(Object.keys(platformErrors).map(koskiKeyOf)),
          description: "Koski's, of a fault that Koski has too",
        },
        errors: { type: 'array', items: fieldError },
      },
      additionalProperties: true,
    },
  };
}

function problemResponse(codes: readonly string[]): JsonSchema {
  const named = {
    type: 'object',
    required: ['code'],
    properties: { code: { type: 'string', enum: codes } },
    additionalProperties: true,
  };
  return {
    description: `Refused: ${codes.join(', ')}`,
    content: { 'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, named] } } },
  };
}
