import { deadLetterTopic } from '#contracts';
import type { DeliveredMessage } from '../../src/ports.js';
import { Follower, sequenceOf } from '../../src/sequence.js';
import { TOPIC } from '../../testing/change.js';
import { contentOf, FOLLOW_UPS } from './events-of-the-model.js';
import type { LetterRow, OwnRow } from './memory-database.js';
import { type Consumer, CONSUMERS, type ServiceOfTheModel, type World } from './world.js';

/** What the sequential model says of one key at one consumer: without concurrency, faults or delivery. */
export interface Expected {
  readonly effects: readonly string[];
  /** The first event that nobody can handle, and all behind it. */
  readonly letters: readonly string[];
}

/** The sequential model: the events of a key have their effect one after the other, until one cannot. */
export function expectedOf(changes: readonly string[]): Expected {
  const bad = changes.findIndex((value) => contentOf(value) !== 'good');
  return bad === -1
    ? { effects: changes, letters: [] }
    : { effects: changes.slice(0, bad), letters: changes.slice(bad) };
}

/** Everything that is not as the sequential model says; one sentence each. */
export function violationsIn(world: World): string[] {
  const changes = byKey(world.database('notifications').own.filter(({ table }) => table === 'change'));
  return [
    ...world.surprises,
    ...published(world, 'notifications', TOPIC, changes, (record) => bodyOf<{ template: string }>(record).template),
    ...CONSUMERS.flatMap((consumer) => consumed(world, consumer, changes)),
    ...followedUp(world),
  ];
}

/**
 * Each change has one row in the outbox, each row is on the topic, and a consumer that follows the topic by the
 * numbers, as the guide for consumers says, sees them in the order of the commits: former leaders write late.
 */
function published(
  world: World,
  service: ServiceOfTheModel,
  topic: string,
  changes: ReadonlyMap<string, readonly string[]>,
  valueIn: (record: DeliveredMessage) => string,
): string[] {
  const { outbox } = world.database(service);
  const rows = byKey(
    outbox.toSorted((a, b) => a.seq - b.seq).map((row) => ({ ...row, value: valueIn(recordOf(row)) })),
  );
  const records = world.broker.partitionsOf(topic).flatMap((log) => log.filter(isReadable));
  const copies = topic === TOPIC ? world.copies.length : 0;
  const ids = new Set(records.map(idOf));
  const again = records.length - ids.size - copies;
  const most = world.setting.batch * ((world.repeats.get(service) ?? 0) + (world.faults.lost.get(service) ?? 0));
  const follower = new Follower();
  const followed = records.filter((record) => follower.takes({ ...record, sequence: sequenceOf(record) }));
  const read = byKey(followed.map((record) => ({ key: record.key ?? '', value: valueIn(record) })));
  return [
    ...differences(changes, rows, (key) => `changes of ${key} at ${service} and its outbox differ`),
    ...differences(changes, read, (key) => `${topic} has ${key} otherwise than it was committed`),
    ...outbox.filter((row) => !row.published).map((row) => `row ${row.seq} of ${service} is not marked as published`),
    ...(again > most ? [`${topic} has ${again} records twice; by batches and faults ${most} may be`] : []),
  ];
}

function consumed(world: World, consumer: Consumer, changes: ReadonlyMap<string, readonly string[]>): string[] {
  const { own, letters } = world.database(consumer);
  const expected = new Map([...changes].map(([key, values]) => [key, expectedOf(values)]));
  const effects = byKey(own.filter(({ table }) => table === 'effect'));
  const records = world.broker.partitionsOf(TOPIC).flat();
  const valueOfId = new Map(records.filter(isReadable).map((record) => [idOf(record), valueInRecord(record)]));
  const inOrder = letters.filter(({ failure }) => failure !== 'unreadable');
  const lettersOfKeys = byKey(
    inOrder.map(({ key, messageId = '' }) => ({ key, value: valueOfId.get(messageId) ?? '?' })),
  );
  return [
    ...differences(
      new Map([...expected].map(([key, { effects: values }]) => [key, values])),
      effects,
      (key) => `effects of ${key} at ${consumer} are not those of the sequential model`,
    ),
    ...differences(
      new Map([...expected].map(([key, { letters: values }]) => [key, values])),
      firsts(lettersOfKeys),
      (key) => `dead letters of ${key} at ${consumer} are not the bad event and those behind it`,
    ),
    ...indexed(world, consumer, expected, records),
  ];
}

/** Each record that was given up stands in the index once, and on the dead-letter topic at least once. */
function indexed(
  world: World,
  consumer: Consumer,
  expected: ReadonlyMap<string, Expected>,
  records: readonly DeliveredMessage[],
): string[] {
  const given = records.filter(
    (record) => !isReadable(record) || expected.get(record.key ?? '')?.letters.includes(valueInRecord(record)) === true,
  );
  const places = given.map(placeOf).sort();
  const index = world
    .database(consumer)
    .letters.map(({ place }: LetterRow) => place.split(' ')[1] ?? '')
    .sort();
  const topic = deadLetterTopic(TOPIC, consumer);
  const letters = world.broker
    .partitionsOf(topic)
    .flat()
    .map(({ headers }) => originalPlaceOf(headers));
  const published = [...new Set(letters)].sort();
  return [
    ...(same(places, index) ? [] : [`${consumer} gave up ${shown(places)}, its index has ${shown(index)}`]),
    ...(same(places, published) ? [] : [`${consumer} gave up ${shown(places)}, ${topic} has ${shown(published)}`]),
  ];
}

/** What a reaction published stands and falls with its effect. */
function followedUp(world: World): string[] {
  const effects = byKey(world.database('applications').own.filter(({ table }) => table === 'effect'));
  const numbers = new Map([...effects].map(([key, values]) => [key, values.map((value) => value.split(' ')[0] ?? '')]));
  return published(world, 'applications', FOLLOW_UPS, numbers, (record) =>
    String(bodyOf<{ hoksId: number }>(record).hoksId),
  );
}

function differences(
  expected: ReadonlyMap<string, readonly string[]>,
  found: ReadonlyMap<string, readonly string[]>,
  sentence: (key: string) => string,
): string[] {
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((key) => !same(expected.get(key) ?? [], found.get(key) ?? []))
    .map((key) => `${sentence(key)}: expected ${shown(expected.get(key))}, found ${shown(found.get(key))}`);
}

function byKey(rows: readonly Pick<OwnRow, 'key' | 'value'>[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { key, value } of rows) keys.set(key, [...(keys.get(key) ?? []), value]);
  return keys;
}

/** Each value where it comes for the first time: what comes again is known by its id. */
function firsts(keys: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  return new Map([...keys].map(([key, values]) => [key, [...new Set(values)]]));
}

function isReadable({ headers }: Pick<DeliveredMessage, 'headers'>): boolean {
  return headers['ce_id'] !== undefined;
}

function idOf({ headers }: DeliveredMessage): string {
  return headers['ce_id'] ?? '';
}

function placeOf({ topic, partition, offset }: DeliveredMessage): string {
  return `${topic}/${partition}/${offset}`;
}

function originalPlaceOf(headers: Readonly<Record<string, string>>): string {
  return `${headers['dlt-original-topic']}/${headers['dlt-original-partition']}/${headers['dlt-original-offset']}`;
}

function recordOf({ body }: { readonly body: string }): DeliveredMessage {
  return { topic: '', partition: 0, offset: '', key: undefined, headers: {}, body: Buffer.from(body) };
}

function valueInRecord(record: DeliveredMessage): string {
  return bodyOf<{ template: string }>(record).template;
}

function bodyOf<T>({ body }: DeliveredMessage): T {
  return JSON.parse(body.toString()) as T;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, n) => value === b[n]);
}

function shown(values: readonly string[] = []): string {
  return `[${values.join(', ')}]`;
}
