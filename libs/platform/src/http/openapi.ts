import type { INestApplication, Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import type { ServiceName } from '#contracts';
import { PUBLIC } from '../auth/decorators.js';
import { doorDescription, type DoorDescription } from './door-description.js';

type Swagger = typeof import('@nestjs/swagger');
type Schema = Record<string, unknown>;

const VERBS: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

/** Serves the OpenAPI document at /api/<service>/openapi.json, to everybody. Made at the first request: nobody else needs @nestjs/swagger. */
export function serveOpenApi(app: INestApplication, service: ServiceName): void {
  let document: Promise<OpenAPIObject> | undefined;
  app.getHttpAdapter().get(`/api/${service}/openapi.json`, async () => (document ??= openApiDocument(app, service)));
}

/** The OpenAPI 3.0 document of a service: its routes, with schemas from `ValidBody`, `ValidQuery` and `ValidParams`. */
export async function openApiDocument(app: INestApplication, service: ServiceName): Promise<OpenAPIObject> {
  const swagger = await import('@nestjs/swagger');
  for (const controller of controllersOf(app)) describeController(swagger, controller);
  const builder = new swagger.DocumentBuilder()
    .setTitle(`Hyväksiluku: ${service}`)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'accessToken')
    .addSecurityRequirements('accessToken');
  const document = swagger.SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: operationIdOf,
  });
  return finished(document);
}

/** What a generated client calls the operation: `returnPart`, and where a controller has several of one verb, `koskiTransferPutMany`. */
export function operationIdOf(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  const verb = VERBS.includes(method) ? '' : method.charAt(0).toUpperCase() + method.slice(1);
  return name.charAt(0).toLowerCase() + name.slice(1) + verb;
}

function controllersOf(app: INestApplication): Type[] {
  return [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .map(({ metatype }) => metatype)
    .filter((metatype): metatype is Type => typeof metatype === 'function');
}

function describeController(swagger: Swagger, controller: Type): void {
  const prototype = controller.prototype as Record<string, unknown>;
  for (const method of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, method);
    if (method === 'constructor' || typeof descriptor?.value !== 'function') continue;
    const door = doorDescription(prototype, method);
    const isPublic = Reflect.getMetadata(PUBLIC, descriptor.value) ?? Reflect.getMetadata(PUBLIC, controller);
    const decorators = [...describeDoor(swagger, door), ...(isPublic ? [swagger.ApiExtension('x-public', true)] : [])];
    for (const decorate of decorators) decorate(prototype, method, descriptor);
  }
}

function describeDoor(swagger: Swagger, door: DoorDescription): MethodDecorator[] {
  const fields = (schema: z.ZodType | undefined): { name: string; required: boolean; schema: Schema }[] => {
    const { properties = {}, required = [] } = schema ? jsonSchema(schema) : {};
    return Object.entries(properties as Record<string, Schema>).map(([name, field]) => ({
      name,
      required: (required as string[]).includes(name),
      schema: field,
    }));
  };
  return [
    ...(door.body ? [swagger.ApiBody({ schema: jsonSchema(door.body) })] : []),
    ...fields(door.query).map((field) => swagger.ApiQuery(field)),
    ...fields(door.params).map((field) => swagger.ApiParam(field)),
    ...Object.entries(door.headers ?? {}).map(([name, header]) => swagger.ApiHeader({ name, ...header })),
  ];
}

function jsonSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' }) as Schema;
}

const text = { type: 'string' };

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem document; `code` is stable, the texts follow Accept-Language (fi, sv, en)',
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
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: text, field: text, code: text, message: text } },
    },
    moreErrors: { type: 'integer' },
  },
};

/** Only what the gateway passes on, with the problem document as the answer to every mistake. */
function finished(document: OpenAPIObject): OpenAPIObject {
  const problem = {
    description: 'The request was refused or failed',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/'));
  for (const operation of paths.flatMap(([, item]) => Object.values(item as Record<string, Operation>))) {
    operation.responses = { ...operation.responses, default: problem };
    if (operation['x-public']) operation.security = [];
    delete operation['x-public'];
  }
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, schemas: { ...document.components?.schemas, Problem: problemSchema } },
  };
}

interface Operation {
  responses: Record<string, unknown>;
  security?: unknown[];
  'x-public'?: boolean;
}
