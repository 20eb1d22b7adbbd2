import fc from 'fast-check';
import type { JsonSchema } from '#contracts';

/** Random schemas of the kind that libs/contracts uses, bodies that fit them, and changes of them: for the specs. */

const letters = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
/** Names that randomSchema never uses. */
const newName = fc.constantFrom('p', 'q', 'r', 's');

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.record({ type: fc.constant('string'), minLength: fc.integer({ min: 0, max: 2 }), maxLength: fc.constant(5) }),
  fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^[a-c]{1,3}$', '^[0-9]{2}$') }),
  fc.record({ type: fc.constant('string'), enum: fc.subarray(['A', 'B', 'C', 'D'], { minLength: 2 }) }),
  fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: 0, max: 3 }), maximum: fc.constant(9) }),
  fc.constant({ type: 'boolean' }),
);

const { node, object } = fc.letrec<{ node: JsonSchema; object: JsonSchema }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    leaf.map((schema) => ({ anyOf: [schema, { type: 'null' }] })),
    fc.record({ type: fc.constant('array'), items: tie('node'), maxItems: fc.integer({ min: 1, max: 3 }) }),
    tie('object'),
  ),
  object: fc
    .dictionary(letters, tie('node'), { minKeys: 1, maxKeys: 4 })
    .chain((properties) =>
      fc.subarray(Object.keys(properties)).map((required) => ({ type: 'object', properties, required })),
    ),
}));

/** The schema of an event body. */
export const randomSchema: fc.Arbitrary<JsonSchema> = object;

/** Bodies as a producer may write them: only named fields, everything required there. */
export function bodyOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema['anyOf']) return fc.oneof(...(schema['anyOf'] as JsonSchema[]).map(bodyOf));
  if (schema['enum']) return fc.constantFrom(...(schema['enum'] as string[]));
  if (schema['pattern']) return fc.stringMatching(new RegExp(String(schema['pattern'])));
  const number = (keyword: string) => schema[keyword] as number;
  switch (schema['type']) {
    case 'string':
      return fc.string({ minLength: number('minLength'), maxLength: number('maxLength'), unit: 'grapheme-ascii' });
    case 'integer':
      return fc.integer({ min: number('minimum'), max: number('maximum') });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(bodyOf(schema['items'] as JsonSchema), { maxLength: number('maxItems') });
    case 'object': {
      const fields = Object.entries(schema['properties'] as Record<string, JsonSchema>);
      const bodies = Object.fromEntries(fields.map(([name, field]) => [name, bodyOf(field)]));
      return fc.record(bodies, { requiredKeys: schema['required'] as string[] });
    }
    default:
      return fc.constant(null);
  }
}

/** The schema with a new optional field in one of its objects, or with other words. */
export function allowedChange(schema: JsonSchema): fc.Arbitrary<JsonSchema> {
  return fc
    .tuple(fc.constantFrom(...partsOf(schema, isObject)), newName, node, fc.string())
    .map(([place, name, field, words]) =>
      changedAt(schema, place, (part) => ({
        ...part,
        description: words,
        properties: { ...(part['properties'] as JsonSchema), [name]: field },
      })),
    );
}

type Change = (part: JsonSchema) => JsonSchema;

const without = (part: JsonSchema, keyword: string): JsonSchema =>
  Object.fromEntries(Object.entries(part).filter(([key]) => key !== keyword));
const required = (part: JsonSchema) => part['required'] as string[];
const names = (part: JsonSchema) => Object.keys(part['properties'] as JsonSchema);
const moved =
  (keyword: string, by: number): Change =>
  (part) => ({ ...part, [keyword]: (part[keyword] as number) + by });

/** What may never happen to a schema: name → the parts it can happen to, and how. */
export const FORBIDDEN: Readonly<
  Record<string, { readonly to: (part: JsonSchema) => boolean; readonly change: Change }>
> = {
  'a new field is required': {
    to: isObject,
    change: (part) => ({
      ...part,
      properties: { ...(part['properties'] as JsonSchema), z: { type: 'boolean' } },
      required: [...required(part), 'z'],
    }),
  },
  'an optional field is required now': {
    to: (part) => isObject(part) && names(part).length > required(part).length,
    change: (part) => ({ ...part, required: names(part) }),
  },
  'a required field is optional now': {
    to: (part) => isObject(part) && required(part).length > 0,
    change: (part) => ({ ...part, required: required(part).slice(1) }),
  },
  'a field is gone': {
    to: isObject,
    change: (part) => ({
      ...part,
      properties: without(part['properties'] as JsonSchema, names(part)[0] ?? ''),
      required: required(part).filter((name) => name !== names(part)[0]),
    }),
  },
  'an object is closed': { to: isObject, change: (part) => ({ ...part, additionalProperties: false }) },
  'a type is another': { to: (part) => part['type'] === 'boolean', change: () => ({ type: 'string' }) },
  'a whole number may have decimals': {
    to: (part) => part['type'] === 'integer',
    change: (part) => ({ ...part, type: 'number' }),
  },
  'a value of an enum is gone': {
    to: (part) => Array.isArray(part['enum']),
    change: (part) => ({ ...part, enum: (part['enum'] as string[]).slice(1) }),
  },
  'an enum has a new value': {
    to: (part) => Array.isArray(part['enum']),
    change: (part) => ({ ...part, enum: [...(part['enum'] as string[]), 'NEW'] }),
  },
  'a pattern is another': {
    to: (part) => 'pattern' in part,
    change: (part) => ({ ...part, pattern: `${String(part['pattern'])}|^x$` }),
  },
  'a pattern is gone': { to: (part) => 'pattern' in part, change: (part) => without(part, 'pattern') },
  'a text may be longer': { to: (part) => 'maxLength' in part, change: moved('maxLength', 1) },
  'a text must be shorter': { to: (part) => 'maxLength' in part, change: moved('maxLength', -1) },
  'a minimum is lower': { to: (part) => 'minimum' in part, change: moved('minimum', -1) },
  'a minimum is higher': { to: (part) => 'minimum' in part, change: moved('minimum', 1) },
  'a list may be longer': { to: (part) => 'maxItems' in part, change: moved('maxItems', 1) },
  'a list must not be empty': { to: (part) => 'items' in part, change: (part) => ({ ...part, minItems: 1 }) },
  'null is allowed no more': {
    to: (part) => 'anyOf' in part,
    change: (part) => ({ anyOf: [(part['anyOf'] as JsonSchema[])[0]] }),
  },
};

/** One forbidden change somewhere in a random schema to which it can happen. */
export function forbiddenChange(name: string): fc.Arbitrary<{ before: JsonSchema; now: JsonSchema }> {
  const rule = FORBIDDEN[name];
  if (!rule) throw new Error(`no change is called ${name}`);
  return randomSchema
    .filter((schema) => partsOf(schema, rule.to).length > 0)
    .chain((before) =>
      fc
        .constantFrom(...partsOf(before, rule.to))
        .map((place) => ({ before, now: changedAt(before, place, rule.change) })),
    );
}

type Place = readonly (string | number)[];

function isObject(part: JsonSchema): boolean {
  return part['type'] === 'object';
}

/** Where the parts of a schema are for which `test` is true. */
function partsOf(schema: JsonSchema, test: (part: JsonSchema) => boolean, place: Place = []): Place[] {
  const deeper = (part: unknown, ...steps: Place) => partsOf(part as JsonSchema, test, [...place, ...steps]);
  return [
    ...(test(schema) ? [place] : []),
    ...Object.entries((schema['properties'] ?? {}) as JsonSchema).flatMap(([name, part]) =>
      deeper(part, 'properties', name),
    ),
    ...(schema['items'] ? deeper(schema['items'], 'items') : []),
    ...((schema['anyOf'] ?? []) as unknown[]).flatMap((part, n) => deeper(part, 'anyOf', n)),
  ];
}

function changedAt(schema: unknown, [step, ...rest]: Place, change: Change): JsonSchema {
  if (step === undefined) return change(schema as JsonSchema);
  if (Array.isArray(schema)) {
    return schema.map((item, n) => (n === step ? changedAt(item, rest, change) : (item as unknown))) as never;
  }
  const parent = schema as JsonSchema;
  return { ...parent, [step]: changedAt(parent[step], rest, change) };
}
