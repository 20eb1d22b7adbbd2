import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventSchemas, goldenSamples, type JsonSchema, TOPICS } from '#contracts';
import { ORIGIN } from './schema-changes.js';

/** What readers and writers of a topic rely on. Who consumes it may change freely and is not part of it. */
export interface TopicContract {
  readonly name: string;
  readonly producer: string;
  readonly key: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
  readonly anonymous: boolean;
  readonly events: readonly string[];
}

/** An event with its major version: body schema with references resolved, and samples by name. */
export interface EventContract {
  readonly schema: JsonSchema;
  readonly samples: ReadonlyMap<string, JsonSchema>;
}

/** Everything that was promised to readers and writers at one time. */
export interface ContractSet {
  readonly topics: readonly TopicContract[];
  readonly events: ReadonlyMap<string, EventContract>;
}

/** The same as it is written down: the schemas refer to the shared shapes of `common`. */
export interface WrittenContracts {
  readonly topics: readonly TopicContract[];
  readonly common: JsonSchema;
  readonly events: Readonly<Record<string, WrittenEvent>>;
}

interface WrittenEvent {
  readonly schema: JsonSchema;
  readonly samples: Readonly<Record<string, JsonSchema>>;
}

/** A promise taken back on purpose: what, as a refusal of the check names it, and the decision that says why. */
export interface Withdrawal {
  readonly what: string;
  readonly adr: string;
}

export const PUBLISHED_FOLDER = 'libs/contracts/published';
const TOPICS_FILE = 'topics.json';
const COMMON_FILE = 'common.json';
const WITHDRAWALS_FILE = 'withdrawals.json';
/** A part of a file with no more characters than these stands on one line. */
const SHORT = 110;

/** The contracts as they stand in the working tree. */
export function workingContracts(): ContractSet {
  return resolved(writtenContracts());
}

/** The contracts of the working tree as they are written down. */
export function writtenContracts(): WrittenContracts {
  const { common, events } = eventSchemas();
  return {
    topics: TOPICS.map(({ name, producer, key, partitions, config, anonymous, events: listed }) => {
      return { name, producer, key, partitions, config, anonymous: anonymous ?? false, events: listed };
    }),
    common,
    events: Object.fromEntries(
      [...events].map(([event, schema]) => [event, { schema, samples: Object.fromEntries(goldenSamples(event)) }]),
    ),
  };
}

/**
 * The contracts as they were published last; empty before the first time.
 * @throws Error when a file is missing: what it held would pass for never published
 */
export function publishedContracts(folder = PUBLISHED_FOLDER): ContractSet {
  const files = filesOfPublishing(folder);
  if (files.length === 0) return { topics: [], events: new Map() };
  const topics = readJson(join(folder, TOPICS_FILE)) as TopicContract[];
  const common = readJson(join(folder, COMMON_FILE)) as JsonSchema;
  const ofProducers = files.filter((file) => file !== TOPICS_FILE && file !== COMMON_FILE);
  const events = Object.fromEntries(
    ofProducers.flatMap((file) => Object.entries(readJson(join(folder, file)) as WrittenContracts['events'])),
  );
  const lost = topics.flatMap((topic) => topic.events).filter((event) => !(event in events));
  if (lost.length > 0) throw new Error(`${folder}: ${TOPICS_FILE} lists ${lost.join(', ')}, no producer's file has it`);
  return resolved({ topics, common, events });
}

/** Promises taken back, newest last. */
export function withdrawals(): Withdrawal[] {
  const file = join(PUBLISHED_FOLDER, WITHDRAWALS_FILE);
  return existsSync(file) ? (readJson(file) as Withdrawal[]) : [];
}

/**
 * Makes `contracts` the published ones: one file per producer, the shared shapes and the topics beside them.
 * @returns the files written or removed
 */
export function writePublished(contracts: WrittenContracts, folder = PUBLISHED_FOLDER): string[] {
  const byProducer = Map.groupBy(Object.entries(contracts.events), ([event]) => event.split('.')[0]);
  const wanted = new Map<string, string>([
    [TOPICS_FILE, textOf(contracts.topics)],
    [COMMON_FILE, textOf(contracts.common)],
    ...[...byProducer].map(([producer, events]) => [`${producer}.json`, textOf(Object.fromEntries(events))] as const),
  ]);
  const gone = filesOfPublishing(folder).filter((file) => !wanted.has(file));
  const changed = [...wanted].filter(([file, text]) => readText(join(folder, file)) !== text);
  for (const file of gone) rmSync(join(folder, file));
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of changed) writeFileSync(join(folder, file), text);
  return [...gone, ...changed.map(([file]) => file)].sort();
}

/**
 * What is written down in the form that can be compared.
 * @throws Error when a schema refers to a shape that `common` does not have
 */
export function resolved({ topics, common, events }: WrittenContracts): ContractSet {
  const contracts = Object.entries(events).map(([event, { schema, samples }]) => {
    return [event, { schema: inlined(schema, common), samples: new Map(Object.entries(samples)) }] as const;
  });
  return { topics, events: new Map(contracts) };
}

/**
 * The schema with every reference into common.schema.json replaced by what it leads to, so that a change there is seen
 * as a change of each event that uses it. Each such part notes where it comes from.
 */
function inlined(schema: JsonSchema, common: JsonSchema): JsonSchema {
  const definitions = common['$defs'] as Record<string, JsonSchema>;
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref: reference, ...rest } = value as JsonSchema;
    const own = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, resolve(inner)]));
    if (typeof reference !== 'string') return own;
    const name = /#\/\$defs\/([^/]+)$/.exec(reference)?.[1] ?? '';
    const target = definitions[name];
    if (!target) throw new Error(`${String(schema['$id'])}: nothing is called ${reference}`);
    return { ...(resolve(target) as JsonSchema), ...own, [ORIGIN]: `common.schema.json#/$defs/${name}` };
  };
  return resolve(schema) as JsonSchema;
}

/** All files of the folder but the one that is written by hand. */
function filesOfPublishing(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== WITHDRAWALS_FILE)
    .sort();
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function textOf(value: unknown): string {
  return `${laidOut(value, '')}\n`;
}

/** JSON with a line for each short part: the file stays small, and a diff still shows which field has changed. */
function laidOut(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length <= SHORT) return line;
  const inner = `${indent}  `;
  const [open, parts, close] = Array.isArray(value)
    ? ['[', value.map((item) => laidOut(item, inner)), ']']
    : ['{', Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${laidOut(item, inner)}`), '}'];
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
}
