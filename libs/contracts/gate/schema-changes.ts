import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '#contracts';

/** A difference between two forms of one schema that the readers or the writers of today would stumble over. */
export interface SchemaBreach {
  /** File and JSON pointer: of common.schema.json where the place comes from there. */
  readonly place: string;
  /** What differs, and whom it hurts. */
  readonly what: string;
}

/** Says where in libs/contracts/events a part of an inlined schema comes from; see inlined(). */
export const ORIGIN = '$comment';
/** Words for people: they may change at any time. */
const ANNOTATIONS = new Set([ORIGIN, '$id', '$schema', 'title', 'description', 'examples', 'default', 'deprecated']);
/** Keywords of nobody's vocabulary say nothing to a validator. */
const OWN_WORD = /^x-/;
/** What a guard beside a pattern rules out: the line ends that `$` passes over in other languages. */
const LINE_ENDS = { type: 'string', pattern: '[\n\r\u0085\u2028\u2029]' };
/** From its beginning to its end letters, digits, a few signs, escaped dots and classes of those: it fits no line end. */
const FITS_NO_LINE_END = /^\^(?:[\w:(){}|,-]|\\\.|\[[\w:.-]+\])*\$$/;
/** With one of these an object says something about fields that it does not name: a new name is then no addition. */
const CLOSES_OBJECT = ['additionalProperties', 'patternProperties', 'propertyNames', 'maxProperties'];
/** Keywords whose own schemas may grow as the whole may; inside any other keyword nothing may change at all. */
const SINGLE_SCHEMAS = ['items', 'additionalProperties'];
const SCHEMA_LISTS = ['anyOf', 'allOf'];

const OLD_BODIES_FAIL = 'bodies that have been published may break it';
const OLD_READERS_FAIL = 'consumers that run today refuse what a new producer may send';

/**
 * What keeps `now` from replacing `before` in place, with producers and consumers of both in use at once. The one change
 * that passes, beside words for people, is a new optional field in an object that is open; anything else makes bodies of
 * one side unreadable for the other, or takes something away that a reader may use.
 */
export function schemaBreaches(before: JsonSchema, now: JsonSchema, place: string): SchemaBreach[] {
  const here = typeof before[ORIGIN] === 'string' ? before[ORIGIN] : place;
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => !isAnnotation(key));
  return keywords.flatMap((keyword) => {
    const [old, current] = [before[keyword], now[keyword]];
    if (keyword === 'properties') return propertyBreaches(before, now, here);
    if (keyword === 'required') return requiredBreaches(before, now, here);
    if (SINGLE_SCHEMAS.includes(keyword) && isSchema(old) && isSchema(current)) {
      return schemaBreaches(old, current, `${here}/${keyword}`);
    }
    if (SCHEMA_LISTS.includes(keyword) && isSchemaList(old) && isSchemaList(current) && old.length === current.length) {
      return old.flatMap((branch, n) => schemaBreaches(branch, current[n] ?? {}, `${here}/${keyword}/${n}`));
    }
    if (keyword === 'not' && old === undefined && saysWhatThePatternSays(before, current)) return [];
    const what = keywordChange(keyword, old, current);
    return what === undefined ? [] : [{ place: here, what }];
  });
}

function propertyBreaches(before: JsonSchema, now: JsonSchema, place: string): SchemaBreach[] {
  if (!isSchema(before['properties'])) {
    return [{ place, what: `the object names its fields now, although any were allowed: ${OLD_BODIES_FAIL}` }];
  }
  const [old, current] = [before['properties'], isSchema(now['properties']) ? now['properties'] : {}];
  const added = Object.keys(current).filter((name) => !(name in old));
  const closedBy = CLOSES_OBJECT.find((keyword) => before[keyword] !== undefined && before[keyword] !== true);
  return [
    ...Object.entries(old).flatMap(([name, schema]) =>
      name in current
        ? schemaBreaches(asSchema(schema), asSchema(current[name]), `${place}/properties/${name}`)
        : [{ place, what: `the field "${name}" is gone: consumers may read it` }],
    ),
    ...(closedBy === undefined ? [] : added).map((name) => ({
      place,
      what: `the field "${name}" is new in an object that ${closedBy} closes: ${OLD_READERS_FAIL}`,
    })),
  ];
}

function requiredBreaches(before: JsonSchema, now: JsonSchema, place: string): SchemaBreach[] {
  const [old, current] = [namesIn(before['required']), namesIn(now['required'])];
  const known = isSchema(before['properties']) ? before['properties'] : {};
  return [
    ...[...current.difference(old)].map((name) => ({
      place,
      what:
        name in known
          ? `the field "${name}" is required now: ${OLD_BODIES_FAIL}`
          : `the new field "${name}" is required: bodies that have been published do not have it`,
    })),
    ...[...old.difference(current)].map((name) => ({
      place,
      what: `the field "${name}" is not required any more: ${OLD_READERS_FAIL}`,
    })),
  ];
}

function keywordChange(keyword: string, old: unknown, current: unknown): string | undefined {
  if (isDeepStrictEqual(withoutAnnotations(old), withoutAnnotations(current))) return undefined;
  if (keyword === 'enum' || keyword === 'type') return valuesChange(keyword, listOf(old), listOf(current));
  if (old === undefined) return `${keyword} ${shown(current)} is new: ${OLD_BODIES_FAIL}`;
  if (current === undefined) return `${keyword} ${shown(old)} is gone: ${OLD_READERS_FAIL}`;
  return `${keyword} was ${shown(old)} and is ${shown(current)}: ${tightened(keyword, old, current)}`;
}

/** Sets of allowed values: the order says nothing. */
function valuesChange(keyword: string, old: readonly unknown[], current: readonly unknown[]): string | undefined {
  const missingIn = (list: readonly unknown[]) => (value: unknown) =>
    !list.some((other) => isDeepStrictEqual(other, value));
  const [gone, added] = [old.filter(missingIn(current)), current.filter(missingIn(old))];
  if (old.length === 0) return `${keyword} ${shown(current)} is new: ${OLD_BODIES_FAIL}`;
  if (current.length === 0) return `${keyword} ${shown(old)} is gone: ${OLD_READERS_FAIL}`;
  if (gone.length > 0) return `${keyword} allows ${shown(gone)} no more: ${OLD_BODIES_FAIL}`;
  return added.length > 0 ? `${keyword} allows ${shown(added)} too: ${OLD_READERS_FAIL}` : undefined;
}

function tightened(keyword: string, old: unknown, current: unknown): string {
  if (typeof old !== 'number' || typeof current !== 'number' || keyword === 'multipleOf') return OLD_BODIES_FAIL;
  return /min/i.test(keyword) === current > old ? OLD_BODIES_FAIL : OLD_READERS_FAIL;
}

/** `true` allows everything, `false` nothing. */
function asSchema(value: unknown): JsonSchema {
  return isSchema(value) ? value : value === false ? { not: {} } : {};
}

function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || OWN_WORD.test(keyword);
}

/**
 * A guard against line ends beside a pattern through which none comes: by ECMA-262, in which JSON Schema writes patterns,
 * it changes nothing; validators in Python and Java, whose `$` also matches before a last line end, agree with it too.
 */
function saysWhatThePatternSays({ pattern }: JsonSchema, guard: unknown): boolean {
  return (
    typeof pattern === 'string' &&
    FITS_NO_LINE_END.test(pattern) &&
    isDeepStrictEqual(withoutAnnotations(guard), LINE_ENDS)
  );
}

function isSchemaList(value: unknown): value is JsonSchema[] {
  return Array.isArray(value) && value.every(isSchema);
}

function withoutAnnotations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnnotations);
  if (!isSchema(value)) return value;
  const entries = Object.entries(value).filter(([key]) => !isAnnotation(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutAnnotations(inner)]));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesIn(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? (value as string[]) : []);
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function shown(value: unknown): string {
  return JSON.stringify(value).slice(0, 120);
}
