import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** An event with its major version: body schema without references, and samples by name. */
export interface EventContract {
  readonly schema: JsonSchema;
  readonly samples: ReadonlyMap<string, JsonSchema>;
}

/** Everything that was promised to readers and writers at one time. */
export interface ContractSet {
  readonly topics: readonly TopicContract[];
  readonly events: ReadonlyMap<string, EventContract>;
}

/** A promise taken back on purpose: what, as a refusal of the check names it, and the decision that says why. */
export interface Withdrawal {
  readonly what: string;
  readonly adr: string;
}

export const PUBLISHED_FOLDER = 'libs/contracts/published';
const TOPICS_FILE = 'topics.json';
const WITHDRAWALS_FILE = `${PUBLISHED_FOLDER}/withdrawals.json`;

/** The contracts as they stand in the working tree. */
export function workingContracts(): ContractSet {
  const { common, events } = eventSchemas();
  return {
    topics: TOPICS.map(({ name, producer, key, partitions, config, anonymous, events: listed }) => {
      return { name, producer, key, partitions, config, anonymous: anonymous ?? false, events: listed };
    }),
    events: new Map(
      [...events].map(([event, schema]) => [event, { schema: inlined(schema, common), samples: goldenSamples(event) }]),
    ),
  };
}

/** The contracts as they were published last; empty before the first time. */
export function publishedContracts(folder = PUBLISHED_FOLDER): ContractSet {
  if (!existsSync(join(folder, TOPICS_FILE))) return { topics: [], events: new Map() };
  const schemas = filesBelow(folder).filter((file) => file.endsWith('/schema.json'));
  return {
    topics: readJson(join(folder, TOPICS_FILE)) as TopicContract[],
    events: new Map(
      schemas.map((file) => {
        const [service, event] = file.split('/');
        const samples = filesBelow(join(folder, dirname(file), 'samples')).map(
          (sample) =>
            [sample.replace(/\.json$/, ''), readJson(join(folder, dirname(file), 'samples', sample))] as const,
        );
        return [
          `${service}.${event}`,
          { schema: readJson(join(folder, file)) as JsonSchema, samples: new Map(samples as [string, JsonSchema][]) },
        ];
      }),
    ),
  };
}

/** Promises taken back, newest last. */
export function withdrawals(): Withdrawal[] {
  return existsSync(WITHDRAWALS_FILE) ? (readJson(WITHDRAWALS_FILE) as Withdrawal[]) : [];
}

/**
 * Makes `contracts` the published ones.
 * @returns the files written or removed
 */
export function writePublished(contracts: ContractSet, folder = PUBLISHED_FOLDER): string[] {
  const wanted = new Map([[TOPICS_FILE, textOf(contracts.topics)]]);
  for (const [event, { schema, samples }] of contracts.events) {
    const place = event.replace('.', '/');
    wanted.set(`${place}/schema.json`, textOf(schema));
    for (const [name, body] of samples) wanted.set(`${place}/samples/${name}.json`, textOf(body));
  }
  const gone = filesBelow(folder).filter((file) => file.includes('/') && !wanted.has(file));
  const changed = [...wanted].filter(([file, text]) => readText(join(folder, file)) !== text);
  for (const file of gone) rmSync(join(folder, file));
  for (const [file, text] of changed) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return [...gone, ...changed.map(([file]) => file)].sort();
}

/**
 * The schema with every reference into common.schema.json replaced by what it leads to, so that a change there is seen
 * as a change of each event that uses it. Each such part notes where it comes from.
 */
export function inlined(schema: JsonSchema, common: JsonSchema): JsonSchema {
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

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'))
    .sort();
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
