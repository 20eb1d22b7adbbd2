import { fieldsOf } from './opiskeluoikeus.js';
import { sameJson } from './same-json.js';

/** A step on the way to a value: a field by its own name, and which of its items when it is a list. */
export interface Step {
  readonly field: string;
  /** What the item is known by, such as its code or first day, or its number when it has no such thing. */
  readonly item: string | null;
}

/** One place in which two versions differ. */
export interface Difference {
  readonly path: readonly Step[];
  /** REORDERED: the items of a list stand in another order; `before` and `after` are what they are known by. */
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED' | 'REORDERED';
  /** Null when it was added. */
  readonly before: unknown;
  /** Null when it was removed. */
  readonly after: unknown;
}

/** Fields that tell items of a list apart in Koski's and eHOKS's data, the most telling first. */
const KNOWN_BY = [
  ...['alku', 'muutospäivä', 'oid', 'koodiarvo'],
  ...['tutkinnon-osa-koodi-uri', 'koulutuksen-osa-koodi-uri', 'osa-alue-koodi-uri', 'nimi'],
];

/**
 * Where two versions of a document differ, field by field in the order of the older one; none when they are equal. Items of a
 * list are compared with those known by the same, wherever they stand; a code (koodiarvo) is one value, a list in a list too.
 */
export function differencesBetween(before: object, after: object): Difference[] {
  return ofFields([], fieldsOf(before), fieldsOf(after));
}

function ofFields(parents: readonly Step[], before: object, after: object): Difference[] {
  const [older, newer] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return namesOf(older, newer).flatMap((field) =>
    between(parents, { field, item: null }, older.get(field), newer.get(field)),
  );
}

function between(parents: readonly Step[], step: Step, before: unknown, after: unknown): Difference[] {
  const path = [...parents, step];
  if (Array.isArray(before) && Array.isArray(after) && step.item === null) return ofItems(path, step, before, after);
  if (hasFields(before) && hasFields(after)) return ofFields(path, before, after);
  if (sameJson(before, after)) return [];
  const kind = before === undefined ? 'ADDED' : after === undefined ? 'REMOVED' : 'CHANGED';
  return [{ path, kind, before: before ?? null, after: after ?? null }];
}

function ofItems(
  path: readonly Step[],
  { field }: Step,
  before: readonly unknown[],
  after: readonly unknown[],
): Difference[] {
  const areKnown = [...before, ...after].every((item) => nameOf(item) !== null);
  const [older, newer] = [byName(before, areKnown), byName(after, areKnown)];
  const differences = namesOf(older, newer).flatMap((item) =>
    between(path.slice(0, -1), { field, item }, older.get(item), newer.get(item)),
  );
  const [stood, stand] = [namesIn(older, newer), namesIn(newer, older)];
  return sameJson(stood, stand)
    ? differences
    : [...differences, { path, kind: 'REORDERED', before: stood, after: stand }];
}

function namesOf(older: ReadonlyMap<string, unknown>, newer: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...older.keys(), ...newer.keys()])];
}

/** Those of one that are in the other too, in the order of the one. */
function namesIn(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...one.keys()].filter((name) => other.has(name));
}

/** The items by what each is known by; the second of a name has its number behind it. */
function byName(items: readonly unknown[], areKnown: boolean): Map<string, unknown> {
  const result = new Map<string, unknown>();
  const times = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const name = (areKnown ? nameOf(item) : null) ?? String(index + 1);
    let time = (times.get(name) ?? 0) + 1;
    const numbered = (): string => (time === 1 ? name : `${name} (${time})`);
    while (result.has(numbered())) time += 1;
    times.set(name, time);
    result.set(numbered(), item);
  }
  return result;
}

function nameOf(item: unknown): string | null {
  if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean') return String(item);
  const fields = fieldsOf(item);
  const ofModule = fieldsOf(fieldsOf(fields['koulutusmoduuli'])['tunniste'])['koodiarvo'];
  const names = [ofModule, ...KNOWN_BY.map((field) => fields[field])];
  return names.find((name) => typeof name === 'string') ?? null;
}

function hasFields(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('koodiarvo' in value);
}
