import { RequestMethod, type INestApplicationContext, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, MODULE_PATH, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { z } from 'zod';
import type { ServiceName } from '#contracts';
import { PUBLIC } from '../auth/decorators.js';
import type { ErrorTable } from '../errors/error-definition.js';
import { ERROR_TABLE } from '../errors/problem.filter.js';
import { compatibleInterfaceAt } from './compatible-interfaces.js';
import { type AnswerDescription, operationDescription, type OperationDescription } from './operation-description.js';
import { problemResponses, refusalSchemas, sharedResponses } from './openapi-problems.js';
import { type JsonSchema, NamedSchemas } from './openapi-schemas.js';

/** Our own interfaces and those of Koski and eHOKS; probes are for the platform that runs the service. */
const DESCRIBED = /^\/(?:api\/|koski\/|ehoks)/;
const VERBS: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
  readonly [field: string]: unknown;
}

/** Serves the OpenAPI document at /api/<service>/openapi.json, to everybody. Made at the first request. */
export function serveOpenApi(
  app: { getHttpAdapter(): HttpAdapter } & INestApplicationContext,
  service: ServiceName,
): void {
  let document: OpenApiDocument | undefined;
  app.getHttpAdapter().get(`/api/${service}/openapi.json`, async () => (document ??= openApiDocument(app, service)));
}

interface HttpAdapter {
  get(path: string, handler: () => Promise<unknown>): unknown;
}

/**
 * The OpenAPI 3.1 document of a service, from its routes and what their decorators say. No controller is called, and none has to be
 * made: an application in Nest's preview mode will do.
 * @throws Error for a method without `@Answers`, and for a code that stands in no table of the service
 */
export function openApiDocument(app: INestApplicationContext, service: ServiceName): OpenApiDocument {
  const modules = app.get(ModulesContainer);
  const table = Object.assign(
    {},
    ...[...modules.values()].map((module) => module.providers.get(ERROR_TABLE)?.instance as ErrorTable | undefined),
  ) as ErrorTable;
  const schemas = new NamedSchemas();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routesOf(modules)) {
    (paths[route.path] ??= {})[route.verb] = operationOf(route, schemas, table);
  }
  return documentOf(service, paths, schemas, table);
}

/** An address of the gateway itself, which has no controllers. */
export interface OwnAddress {
  /** With `{name}` for a segment that varies. */
  readonly path: string;
  /** `get` unless said. */
  readonly verb?: 'get' | 'post';
  /** 200 unless said. */
  readonly status?: number;
  /** A browser comes here by itself: what is refused is answered with a page. */
  readonly refusedByPage?: boolean;
  readonly operationId: string;
  readonly answer: AnswerDescription;
}

/** The OpenAPI document of the gateway's own addresses: none of them takes an access token. @param table its codes */
export function gatewayDocument(addresses: readonly OwnAddress[], table: ErrorTable): OpenApiDocument {
  const schemas = new NamedSchemas();
  const paths = addresses.map(({ path, verb = 'get', status = 200, operationId, answer, refusedByPage = false }) => {
    const route: Route = { path, verb, operationId, status, isPublic: true, description: { answer } };
    const operation = operationOf(route, schemas, table);
    return [path, { [verb]: refusedByPage ? withPages(operation) : operation }];
  });
  return documentOf('gateway', Object.fromEntries(paths) as Record<string, Record<string, JsonSchema>>, schemas, table);
}

function withPages(operation: JsonSchema): JsonSchema {
  const page = {
    description: 'Refused, with a page that says why',
    content: { 'text/html': { schema: { type: 'string' } } },
  };
  const responses = Object.entries(operation['responses'] as Record<string, JsonSchema>);
  const answers = responses.map(([status, response]) => [status, Number(status) < 400 ? response : page]);
  return { ...operation, responses: Object.fromEntries(answers) as JsonSchema };
}

function documentOf(
  service: ServiceName | 'gateway',
  paths: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>,
  schemas: NamedSchemas,
  table: ErrorTable,
): OpenApiDocument {
  const tags = new Set(
    Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ tags }) => tags as string[])),
  );
  return withUsedComponents({
    openapi: '3.1.0',
    info: {
      title: `Hyväksiluku: ${service}`,
      version: '1',
      description:
        'Readers ignore fields and take values that they do not know; what is stable, and for how long: docs/stability.md. A refusal is ' +
        'an RFC 9457 problem document with a stable `code`.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: 'http://127.0.0.1:8080', description: 'The gateway that `npm start` starts' }],
    security: [{ accessToken: [] }],
    tags: [...tags].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas.all(), ...refusalSchemas(table) },
      responses: sharedResponses(table),
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        serviceUser: { type: 'http', scheme: 'basic', description: 'Name and password of a service user' },
      },
    },
  });
}

/** What a generated client calls the operation: `returnPart`, and where a controller has several of one verb, `koskiTransferPutMany`. */
export function operationIdOf(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  const verb = VERBS.includes(method) ? '' : method.charAt(0).toUpperCase() + method.slice(1);
  return name.charAt(0).toLowerCase() + name.slice(1) + verb;
}

interface Route {
  readonly path: string;
  readonly verb: string;
  readonly operationId: string;
  readonly status: number;
  readonly isPublic: boolean;
  readonly description: OperationDescription;
}

/** In the order of the alphabet, so that a document changes only where its interface does. An address that is gone for good is none. */
function routesOf(modules: ModulesContainer): Route[] {
  const routes = [...modules.values()].flatMap((module) => {
    const prefix = Reflect.getMetadata(MODULE_PATH + modules.applicationId, module.metatype) as string | undefined;
    return [...module.controllers.values()].flatMap(({ metatype }) =>
      typeof metatype === 'function' ? routesOfController(metatype as Type, prefix ?? '') : [],
    );
  });
  return routes.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

function sortKey({ path, verb }: Route): string {
  return `${path} ${VERBS.indexOf(verb)}`;
}

function routesOfController(controller: Type, prefix: string): Route[] {
  const prototype = controller.prototype as object;
  const places = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const method = Object.getOwnPropertyDescriptor(prototype, name)?.value as object | undefined;
    if (name === 'constructor' || typeof method !== 'function') return [];
    const kind = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined;
    if (kind === undefined || kind === RequestMethod.ALL) return [];
    const verb = (RequestMethod[kind] ?? '').toLowerCase();
    const ends = [Reflect.getMetadata(PATH_METADATA, method) as string | string[]].flat();
    const paths = places.flatMap((place) =>
      ends.map((end) => ({ path: templateOf(prefix, place, end), elsewhere: newIn(place, places[0] ?? '') })),
    );
    return paths
      .filter(({ path }) => DESCRIBED.test(path))
      .map(({ path, elsewhere }) => ({
        path,
        verb,
        operationId: operationIdOf(controller.name, name) + elsewhere,
        status:
          (Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined) ?? (verb === 'post' ? 201 : 200),
        isPublic: [method, controller].some((place) => Reflect.getMetadata(PUBLIC, place) === true),
        description: operationDescription(prototype, name),
      }));
  });
}

/** Separates the operations of a controller with several addresses: what the first of them does not have, as part of a name. */
function newIn(place: string, first: string): string {
  const segment = place.split('/').find((one) => !first.split('/').includes(one)) ?? '';
  return segment.charAt(0).toUpperCase() + segment.slice(1);
}

function templateOf(...parts: readonly string[]): string {
  const segments = parts.flatMap((part) => part.split('/')).filter(Boolean);
  return `/${segments.map((segment) => segment.replace(/^:(\w+)$/, '{$1}')).join('/')}`;
}

function operationOf(route: Route, schemas: NamedSchemas, table: ErrorTable): JsonSchema {
  const { path, verb, operationId, status, isPublic, description } = route;
  const { answer, body, deprecation } = description;
  if (!answer) throw new Error(`${operationId} (${verb} ${path}) does not say what it answers: add @Answers.`);
  const spoken = compatibleInterfaceAt(path);
  const who = isPublic ? 'Everybody, without signing in.' : (answer.roles?.join(', ') ?? 'Everybody who is signed in.');
  const answers = Object.entries({ ...answer.also, [status]: answer.schema });
  return {
    operationId,
    summary: answer.summary,
    description: `For: ${who}`,
    tags: [tagOf(path)],
    ...(isPublic ? { security: [] } : spoken ? { security: [{ accessToken: [] }, { serviceUser: [] }] } : {}),
    ...(answer.roles ? { 'x-roles': answer.roles } : {}),
    ...(deprecation ? { deprecated: true, 'x-deprecation': deprecation } : {}),
    parameters: parametersOf(path, description, schemas),
    ...(body ? { requestBody: { required: true, content: jsonContent(schemas.request(body)) } } : {}),
    responses: {
      ...problemResponses({ description, isPublic, isCommand: verb !== 'get', spoken }, table),
      ...Object.fromEntries(answers.map(([code, schema]) => [code, answerOf(schema, answer, schemas)])),
    },
  };
}

/** Operations of one resource belong together: `applications`, `dead-letters`, `oppija`. */
function tagOf(path: string): string {
  return path.replace(/^(?:.*?\/(?:v\d+|koski\/api))?\//, '').split('/')[0] || 'overview';
}

function parametersOf(
  path: string,
  { query, params, headers }: OperationDescription,
  schemas: NamedSchemas,
): JsonSchema[] {
  const fields = (schema: z.ZodType | undefined, place: string): JsonSchema[] => {
    const { properties = {}, required = [] } = schema ? schemas.request(schema) : {};
    return Object.entries(properties as Record<string, JsonSchema>).map(([name, field]) => ({
      name,
      in: place,
      required: place === 'path' || (required as string[]).includes(name),
      schema: field,
    }));
  };
  const checked = fields(params, 'path');
  const rest = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
    .filter(({ name }) => !checked.some((field) => field['name'] === name));
  const given = Object.entries(headers ?? {}).map(([name, { required, description }]) => {
    return { name, in: 'header', required, description, schema: { type: 'string' } };
  });
  return [...checked, ...rest, ...fields(query, 'query'), ...given];
}

function answerOf(
  schema: z.ZodType | null,
  { versioned = false, mediaTypes }: AnswerDescription,
  schemas: NamedSchemas,
): JsonSchema {
  if (mediaTypes) {
    const bodyOf = (type: string) =>
      type.endsWith('json') ? { type: 'object', additionalProperties: true } : { type: 'string' };
    const content = mediaTypes.map((type) => [type, { schema: bodyOf(type) }]);
    return { description: 'Done', content: Object.fromEntries(content) as JsonSchema };
  }
  const etag = { ETag: { description: 'Version of what is answered, for If-Match', schema: { type: 'string' } } };
  return {
    description: 'Done',
    ...(versioned && schema ? { headers: etag } : {}),
    ...(schema ? { content: jsonContent(schemas.answer(schema)) } : {}),
  };
}

function jsonContent(schema: JsonSchema): JsonSchema {
  return { 'application/json': { schema } };
}

/** Without the components that nothing refers to, directly or through others. */
function withUsedComponents(document: OpenApiDocument & { components: Record<string, JsonSchema> }): OpenApiDocument {
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(value).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      if (used.has(`${kind}/${name}`)) continue;
      used.add(`${kind}/${name}`);
      follow(document.components[kind]?.[name]);
    }
  };
  follow(document.paths);
  const { securitySchemes = {}, ...rest } = document.components;
  const schemesUsed = JSON.stringify([document['security'], document.paths]);
  const kept = Object.entries(rest).map(([kind, all]) => {
    return [kind, Object.fromEntries(Object.entries(all).filter(([name]) => used.has(`${kind}/${name}`)))];
  });
  const schemes = Object.entries(securitySchemes).filter(([name]) => schemesUsed.includes(`"${name}":`));
  return { ...document, components: { ...Object.fromEntries(kept), securitySchemes: Object.fromEntries(schemes) } };
}
