import fc from 'fast-check';

/** As much of JSON Schema as the OpenAPI documents of the services use. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Values that mean something in the stack under test, by the name of the field or parameter that takes them. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

/** What a client might send that follows the schema, mostly with values that exist. */
export function arbitraryOfSchema(schema: Schema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const meaning = known[name];
  const following = unknownValue(schema, known, name);
  return meaning ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...meaning) }, following) : following;
}

function unknownValue(schema: Schema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOfSchema(choice, known, name)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array': {
      const { items = {}, minItems: minLength = 0, maxItems = 3 } = schema;
      return fc.array(arbitraryOfSchema(items, known, name), {
        minLength,
        maxLength: Math.min(maxItems, minLength + 3),
      });
    }
    case 'string':
      return stringOf(schema);
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number':
      return fc.integer(boundsOf(schema)).map((whole) => whole / 2);
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectOf({ properties = {}, required = [] }: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties).map(([name, field]) => [name, arbitraryOfSchema(field, known, name)]);
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [...required],
  });
}

function stringOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return fc.constantFrom('2022-05-15', '2026-02-28', '1950-01-01', '2026-02-30');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)), unit: 'grapheme' });
}

function boundsOf({ minimum = 0, maximum = 100 }: Schema): { min: number; max: number } {
  const min = Math.ceil(Math.max(minimum, -1_000));
  return { min, max: Math.max(min, Math.floor(Math.min(maximum, 1_000))) };
}
