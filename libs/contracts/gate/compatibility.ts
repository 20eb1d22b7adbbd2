import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Ajv, type ValidateFunction } from 'ajv';
import { closed, type JsonSchema } from '#contracts';
import type { ContractSet, EventContract, TopicContract, Withdrawal } from './contract-set.js';
import { schemaBreaches } from './schema-changes.js';

const PARALLEL = 'docs/adr/0019-event-versions.md';

/** Where the working contracts break what has been published. One sentence each: where, what, what to do. */
export function incompatibilities(
  published: ContractSet,
  working: ContractSet,
  withdrawn: readonly Withdrawal[] = [],
): string[] {
  const removals = [...topicRemovals(published, working), ...eventRemovals(published, working)].filter(
    ({ what }) => !withdrawn.some((withdrawal) => withdrawal.what === what),
  );
  const changes = [...published.events].flatMap(([event, before]) => {
    const now = working.events.get(event);
    if (isDeepStrictEqual(before, now)) return [];
    return now ? [...structuralBreaches(event, before, now, withdrawn), ...sampleBreaches(event, before, now)] : [];
  });
  return [...new Set([...removals.map(removalSentence), ...topicChanges(published, working), ...changes])];
}

/** Promises taken back without a decision that says so: its ADR has to exist and to name what goes. */
export function unfoundedWithdrawals(withdrawn: readonly Withdrawal[]): string[] {
  return withdrawn
    .filter(({ what, adr }) => !existsSync(adr) || !readFileSync(adr, 'utf8').includes(subjectOf(what)))
    .map(
      ({ what, adr }) => `libs/contracts/published/withdrawals.json: ${adr} does not exist or says nothing of ${what}.`,
    );
}

/** The event, topic or place that a withdrawal is about. */
function subjectOf(what: string): string {
  return what.split(' ').at(1)?.replace(/:$/, '') ?? what;
}

/** Events, samples and topics that nobody has been promised yet: they may still change freely. */
export function drafts(published: ContractSet, working: ContractSet): string[] {
  const topics = new Set(published.topics.map(({ name }) => name));
  return [
    ...working.topics.filter(({ name }) => !topics.has(name)).map(({ name }) => `topic ${name}`),
    ...[...working.events].flatMap(([event, { schema, samples }]) => {
      const known = published.events.get(event);
      if (!known) return [`event ${event}`];
      const newSamples = [...samples.keys()].filter((name) => !known.samples.has(name));
      return [
        ...(isDeepStrictEqual(known.schema, schema) ? [] : [`schema of ${event}`]),
        ...newSamples.map((name) => `sample ${event} ${name}`),
      ];
    }),
  ];
}

interface Removal {
  /** As withdrawals.json names it. */
  readonly what: string;
  readonly where: string;
}

function topicRemovals(published: ContractSet, working: ContractSet): Removal[] {
  const left = new Set(working.topics.map(({ name }) => name));
  return published.topics
    .filter(({ name }) => !left.has(name))
    .map(({ name }) => ({ what: `topic ${name}`, where: 'libs/contracts/src/topics.ts' }));
}

function eventRemovals(published: ContractSet, working: ContractSet): Removal[] {
  return [...published.events].flatMap(([event, before]) => {
    const now = working.events.get(event);
    if (!now) return [{ what: `event ${event}`, where: schemaFile(event) }];
    return [...before.samples]
      .filter(([name, body]) => !isDeepStrictEqual(now.samples.get(name), body))
      .map(([name]) => ({ what: `sample ${event} ${name}`, where: sampleFile(event, name) }));
  });
}

function removalSentence({ what, where }: Removal): string {
  return (
    `${where}: the published ${what} is gone or another. Restore it (a changed sample: as another one beside it), ` +
    `or name it in libs/contracts/published/withdrawals.json with the ADR that says why it may go.`
  );
}

function topicChanges(published: ContractSet, working: ContractSet): string[] {
  return published.topics.flatMap((before) => {
    const now = working.topics.find(({ name }) => name === before.name);
    return now ? topicBreaches(before, now, working) : [];
  });
}

function topicBreaches(before: TopicContract, now: TopicContract, working: ContractSet): string[] {
  const why: Record<'producer' | 'key' | 'partitions' | 'anonymous', string> = {
    producer: 'a topic has one writer for good',
    key: 'readers rely on the order within it',
    partitions: 'another number breaks the order of every key',
    anonymous: 'readers of both kinds would be misled',
  };
  const fields = Object.entries(why) as [keyof typeof why, string][];
  const changed = fields
    .filter(([field]) => before[field] !== now[field])
    .map(([field, reason]) => `${field} was ${before[field]} and is ${now[field]}: ${reason}`);
  if (before.config['cleanup.policy'] !== now.config['cleanup.policy']) {
    changed.push('the cleanup policy is another: readers rely on what stays');
  }
  if (Number(before.config['retention.ms'] ?? 0) > Number(now.config['retention.ms'] ?? Infinity)) {
    changed.push('records are kept for a shorter time: a reader that rests that long would miss some');
  }
  for (const event of before.events.filter((name) => working.events.has(name) && !now.events.includes(name))) {
    changed.push(`${event} has left it: its readers would wait in vain`);
  }
  return changed.map(
    (what) =>
      `libs/contracts/src/topics.ts, ${before.name}: ${what}. Put it back, or declare a new topic with the next version ` +
      'and write both until all readers have moved.',
  );
}

/** A withdrawal of a rule names place and change word for word: no other change of that place passes with it. */
function structuralBreaches(
  event: string,
  before: EventContract,
  now: EventContract,
  withdrawn: readonly Withdrawal[],
): string[] {
  return schemaBreaches(before.schema, now.schema, `${event.replace('.', '/')}.schema.json#`)
    .filter(({ place, what }) => !withdrawn.some((withdrawal) => withdrawal.what === `rule ${place}: ${what}`))
    .map(({ place, what }) => `libs/contracts/events/${place}: ${what}. ${remedy(event, place)}`);
}

/** Samples both ways: what was published before is read by both forms of today, what is new by the readers of before. */
function sampleBreaches(event: string, before: EventContract, now: EventContract): string[] {
  const readers = compiled(now.schema);
  const writers = compiled(closed(now.schema));
  const readersOfBefore = compiled(before.schema);
  return [
    ...[...before.samples].flatMap(([name, body]) => [
      ...violation(readers, body, `${sampleFile(event, name)}: as published it breaks the new schema for consumers`),
      ...violation(writers, body, `${sampleFile(event, name)}: as published it breaks the new schema for producers`),
    ]),
    ...[...now.samples].flatMap(([name, body]) =>
      violation(readersOfBefore, body, `${sampleFile(event, name)}: consumers with the published schema refuse it`),
    ),
  ].map((sentence) => `${sentence} ${remedy(event, '')}`);
}

function violation(validate: ValidateFunction, body: unknown, sentence: string): string[] {
  if (validate(body)) return [];
  const [first] = validate.errors ?? [];
  return [`${sentence} (${first?.instancePath ?? ''} ${first?.message ?? ''}).`];
}

function remedy(event: string, place: string): string {
  const next = event.replace(/\d+$/, (version) => String(Number(version) + 1));
  return place.startsWith('common.')
    ? `Every event that uses it is concerned: add a new definition beside it, or next versions of the events (${PARALLEL}).`
    : `A new optional field may stay in this version; for anything else publish ${next} beside it (${PARALLEL}).`;
}

function compiled(schema: JsonSchema): ValidateFunction {
  const { $id: _id, $schema: _draft, ...rest } = schema;
  return new Ajv({ strict: false }).compile(rest);
}

function schemaFile(event: string): string {
  return `libs/contracts/events/${event.replace('.', '/')}.schema.json`;
}

function sampleFile(event: string, name: string): string {
  const [service = '', ...rest] = event.split('.');
  return `libs/contracts/events/${service}/samples/${rest.join('.')}.${name}.json`;
}
