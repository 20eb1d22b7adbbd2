import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { EventName } from './topics.js';

/** `producer`: unknown fields are a mistake. `consumer`: unknown fields are tolerated (a newer producer may add some). */
export type SchemaSide = 'producer' | 'consumer';

export interface SchemaViolation {
  /** JSON pointer to the wrong place in the body; never the value itself. */
  readonly path: string;
  readonly message: string;
}

export type JsonSchema = { [key: string]: unknown };

const EVENTS_FOLDER = fileURLToPath(new URL('../events', import.meta.url));
const COMMON = 'common.schema.json';
const EVENT_SCHEMA = /\.v[1-9][0-9]*\.schema\.json$/;

/** JSON Schemas of all event bodies by event name, as written in libs/contracts/events, and the common shapes. */
export function eventSchemas(): { common: JsonSchema; events: Map<EventName, JsonSchema> } {
  const files = readdirSync(EVENTS_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => EVENT_SCHEMA.test(file))
    .sort();
  const events = files.map(
    (file) => [file.replace('/', '.').replace('.schema.json', '') as EventName, readJson(file)] as const,
  );
  return { common: readJson(COMMON), events: new Map(events) };
}

/** Golden samples of an event, name → body. Every producer makes such bodies, every consumer understands them. */
export function goldenSamples(event: EventName): Map<string, JsonSchema> {
  const [service = '', fact = '', version = ''] = event.split('.');
  const folder = join(service, 'samples');
  const prefix = `${fact}.${version}.`;
  const names = readdirSync(join(EVENTS_FOLDER, folder)).filter((file) => file.startsWith(prefix));
  return new Map(names.map((file) => [file.slice(prefix.length, -'.json'.length), readJson(join(folder, file))]));
}

const validators = new Map<SchemaSide, (event: EventName) => ValidateFunction | undefined>();

/**
 * Checks an event body against its schema.
 * @returns the violations, at most 20; empty when the body is right
 */
export function violationsOf(event: EventName, body: unknown, side: SchemaSide): SchemaViolation[] {
  const validate = validatorsFor(side)(event);
  if (!validate) return [{ path: '', message: `no schema for ${event}` }];
  if (validate(body)) return [];
  return (validate.errors ?? [])
    .slice(0, 20)
    .map((error) => ({ path: error.instancePath, message: error.message ?? error.keyword }));
}

function validatorsFor(side: SchemaSide): (event: EventName) => ValidateFunction | undefined {
  const known = validators.get(side);
  if (known) return known;
  const { common, events } = eventSchemas();
  const shape = side === 'producer' ? closed : (schema: JsonSchema) => schema;
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.addSchema(shape(common));
  for (const schema of events.values()) ajv.addSchema(shape(schema));
  const lookUp = (event: EventName) => ajv.getSchema(String(events.get(event)?.['$id']));
  validators.set(side, lookUp);
  return lookUp;
}

/** The producers' form of a schema: every object that names its properties allows no others. */
export function closed(schema: JsonSchema): JsonSchema {
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closedValue(value)]));
  return copy['properties'] && copy['additionalProperties'] === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}

function closedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closedValue);
  return typeof value === 'object' && value !== null ? closed(value as JsonSchema) : value;
}

let universityIds: ValidateFunction | undefined;

/**
 * May a university give this id to a person or a study right? The rule is `$defs/universityId` of common.schema.json, for
 * events, requests and tokens alike.
 */
export function isUniversityId(id: string): boolean {
  universityIds ??= new Ajv({ strict: false }).compile(
    (readJson(COMMON) as { $defs: JsonSchema }).$defs['universityId']!,
  );
  return universityIds(id);
}

function readJson(file: string): JsonSchema {
  return JSON.parse(readFileSync(join(EVENTS_FOLDER, file), 'utf8')) as JsonSchema;
}
