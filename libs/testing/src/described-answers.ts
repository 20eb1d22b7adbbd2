import { existsSync, readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { closed } from '#contracts';

/** An answer as it arrived. */
export interface ArrivedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly mediaType: string;
  readonly body: unknown;
  /** The gateway was asked: what no service has is its own. */
  readonly atGateway?: boolean;
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Response>> }>>>
  >;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

interface Operation {
  readonly pattern: RegExp;
  readonly verb: string;
  /** JSON pointer to the operation. */
  readonly pointer: string;
  readonly responses: Readonly<Record<string, Response>>;
}

/** An OpenAPI document, ready to hold answers against. */
interface Description {
  readonly file: string;
  /** Those without a placeholder first: `hoks/paged` is not the HOKS of that id. */
  readonly operations: readonly Operation[];
  readonly shared: Readonly<Record<string, Response>>;
}

/** Addresses of interfaces that are described: an answer to one of them is held against its document. */
const OWN = /^\/api\/([^/]+)\/v\d/;
/** What the gateway answers itself. */
const GATEWAYS = /^\/(?:$|contracts(?:\/|$)|session(?:\/|$)|institutions(?:\/|$)|callback|health\/)/;
const COMPATIBLE = /^\/(?:koski\/api|ehoks-virkailija-backend)\//;

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validators = new Map<string, ValidateFunction>();
const descriptions = new Map<string, Description>();

/**
 * Holds an answer against libs/contracts/openapi: its status has to be one that the operation may be answered with, and its body what is
 * described there, without a field more.
 * @throws Error that names operation, status and place; none when the answer is as described
 */
export function asDescribed(answer: ArrivedAnswer): void {
  const { method, path, status, mediaType, body, atGateway = false } = answer;
  const service =
    OWN.exec(path)?.[1] ??
    (COMPATIBLE.test(path) ? 'study-rights' : atGateway && GATEWAYS.test(path) ? 'gateway' : undefined);
  const description = service === undefined ? undefined : descriptionOf(service);
  if (!description) return;
  const { file } = description;
  const name = `${method} ${path} answered ${status}`;
  // A server answers HEAD as it answers GET, without the body.
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
  const operation = description.operations.find(({ verb, pattern }) => verb === asked && pattern.test(path));
  if (!operation) {
    if (status < 400) throw new Error(`${name}, but ${file} has no such operation: npm run generate?`);
    return;
  }
  const listed = operation.responses[status];
  if (!listed) throw new Error(`${name}, which ${file} does not list for it: ${shown(body)}`);
  if (method === 'HEAD') return;
  const pointer = listed.$ref?.slice(1) ?? `${operation.pointer}/responses/${status}`;
  const response = listed.$ref ? description.shared[listed.$ref.split('/').at(-1) ?? ''] : listed;
  const { content = {} } = response ?? {};
  const described = mediaType in content ? mediaType : Object.keys(content)[0];
  if (described === undefined) {
    if (body !== '') throw new Error(`${name} with a body, and ${file} describes none: ${shown(body)}`);
    return;
  }
  if (mediaType !== described) throw new Error(`${name} as ${mediaType || 'nothing'}; ${file} says ${described}`);
  const faults = faultsOf(`${file}#${pointer}/content/${escaped(described)}/schema`, body);
  if (faults.length > 0) throw new Error(`${name} otherwise than ${file} says: ${faults.join('; ')}\n${shown(body)}`);
}

function descriptionOf(service: string): Description | undefined {
  const known = descriptions.get(service);
  const file = `libs/contracts/openapi/${service}.yaml`;
  if (known || !existsSync(file)) return known;
  const document = parse(readFileSync(file, 'utf8')) as OpenApi;
  ajv.addSchema(closed({ ...document }), file);
  const templates = Object.keys(document.paths).sort((one, other) => one.split('{').length - other.split('{').length);
  const operations = templates.flatMap((template) => operationsAt(template, document));
  const description = { file, operations, shared: document.components.responses };
  descriptions.set(service, description);
  return description;
}

function operationsAt(template: string, { paths }: OpenApi): Operation[] {
  const pattern = new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}$`);
  return Object.entries(paths[template] ?? {}).map(([verb, { responses }]) => {
    return { pattern, verb, pointer: `/paths/${escaped(template)}/${verb}`, responses };
  });
}

function faultsOf(schema: string, body: unknown): string[] {
  const validate = validators.get(schema) ?? ajv.compile({ $ref: schema });
  validators.set(schema, validate);
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
}

/** For a JSON pointer in an address. */
function escaped(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function shown(body: unknown): string {
  return (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, 1_000);
}
