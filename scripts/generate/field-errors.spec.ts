import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultOf, inWords, say } from '../../libs/platform/src/errors/field-errors.js';
import { joined, namesIn, type Names } from '../../libs/platform/src/errors/names.js';
import type { Localised } from '../../libs/platform/src/errors/error-definition.js';
import type { FieldError } from '../../libs/platform/src/errors/problem.js';
import { compatibleInterfaceAt } from '../../libs/platform/src/http/compatible-interfaces.js';
import { SERVICES } from '#contracts';
import { operationsOfServices, type Operation } from './controllers.js';
import { textsOfServices } from './problem-texts.js';

type Json = Readonly<Record<string, unknown>>;

const LANGUAGES = ['fi', 'sv', 'en'] as const;
/** Words of programs, none of which a person gets to read; upper and lower case. */
const JARGON =
  /undefined|regex|\bg?uu?id\b|expected|\binvalid(?!at)|\/\^|\bobject|\barray|\bstring\b|\bnull\b|\bnan\b|\[|\boliot/i;

const { table, names } = textsOfServices();

let operations: readonly Operation[];
beforeAll(async () => {
  operations = (await operationsOfServices()).filter(({ path }) => compatibleInterfaceAt(path) === undefined);
});

/** The field errors of a value, by language. */
function errorsOf(schema: z.ZodType, value: unknown): Record<keyof Localised, FieldError>[] {
  const { error } = schema.safeParse(value, { reportInput: true });
  return (error?.issues ?? []).map((issue) => {
    const [fi, sv, en] = LANGUAGES.map((language) => inWords(faultOf(issue), language, table, names));
    return { fi: fi!, sv: sv!, en: en! };
  });
}

function schemasOf({ request: { body, query, params } }: Operation): z.ZodType[] {
  return [body, query, params].filter((schema) => schema !== undefined);
}

function jsonSchema(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
}

/** Wrong in any way: of another type, empty, too long, too large. */
const oddity = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', ' ', 'x', 'ÄÖ '.repeat(4000), 0, -1, 1.005, 1e12, true, [], {}),
  fc.constantFrom<unknown>(Array(300).fill('y'), { unknownField: 1 }, '2026-02-30', '0000', '\u0007'),
);

/** Values like those of a schema, in which anything can be wrong. */
function almost(schema: Json): fc.Arbitrary<unknown> {
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly Json[] | undefined;
  if (branches) return fc.oneof(oddity, ...branches.map(almost));
  if (schema['type'] === 'object') {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
    const fields = Object.fromEntries(properties.map(([name, field]) => [name, almost(field)]));
    const more = fc.constantFrom({}, {}, { unknownField: 1 });
    const whole = fc
      .tuple(fc.record(fields, { requiredKeys: [] }), more)
      .map(([given, extra]) => ({ ...given, ...extra }));
    return fc.oneof({ weight: 8, arbitrary: whole }, oddity);
  }
  if (schema['type'] === 'array') {
    const items = fc.array(almost((schema['items'] ?? {}) as Json), { maxLength: 3 });
    return fc.oneof({ weight: 4, arbitrary: items }, oddity);
  }
  const values = schema['enum'] as readonly unknown[] | undefined;
  return values ? fc.oneof(fc.constantFrom(...values), oddity) : oddity;
}

describe('field errors', () => {
  it('are found for the operations of every service', () => {
    const services = new Set(operations.filter((one) => schemasOf(one).length > 0).map(({ service }) => service));
    expect([...services].sort()).toEqual([...SERVICES, undefined].sort());
  });

  it('of anything that clients send speak no jargon, and each language its own', () => {
    const schemas = operations.flatMap((operation) =>
      schemasOf(operation).map((schema) => ({ operation, schema, values: almost(jsonSchema(schema)) })),
    );
    let seen = 0;
    for (const { operation, schema, values } of schemas) {
      const holds = fc.property(values, (value) => {
        for (const { fi, sv, en } of errorsOf(schema, value)) {
          seen += 1;
          const messages = [fi.message, sv.message, en.message];
          const where = `${operation.operationId} ${fi.path} ${fi.code}: ${messages.join(' | ')}`;
          if (messages.some((message) => JARGON.test(message) || /\{\w+\}|wording:/.test(message)))
            throw new Error(where);
          if (messages.some((message) => message === '') || new Set(messages).size < 3) throw new Error(where);
          if ([fi, sv, en].some(({ field }) => !field)) throw new Error(where);
        }
      });
      fc.assert(holds, { numRuns: 60 });
    }
    expect(seen).toBeGreaterThan(5_000);
  });

  it('name every field of our own as people do, in each language', () => {
    // HOKSes and transfers keep the names that eHOKS and Koski gave their fields.
    const foreign = /hoks|transferStudyRights/i;
    const unnamed = operations
      .filter(({ operationId }) => !foreign.test(operationId))
      .flatMap((operation) => schemasOf(operation).flatMap((schema) => fieldsOf(jsonSchema(schema))))
      .filter((field) => LANGUAGES.some((language) => !nameOf(field, language)));
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('say what is wrong where, by example', () => {
    const schema = z.strictObject({
      day: z.iso.date(),
      parts: z.array(z.object({ partId: z.uuid(), keyword: z.string().regex(/^[a-z]+$/, say('keyword')) })),
    });
    const said = errorsOf(schema, { parts: [{ partId: '1', keyword: 'A' }] }).map(
      ({ fi }) => `${fi.path}: ${fi.field}: ${fi.message}`,
    );
    expect(said).toEqual([
      'day: day: Tieto puuttuu. Anna se.',
      expect.stringMatching(/^parts\.0\.partId: Hakemuksen osat 1 › Hakemuksen osa: Anna tunniste .* 0b7e4d0a-/),
      expect.stringMatching(/^parts\.0\.keyword: Hakemuksen osat 1 › keyword: Anna asiasanan koodi/),
    ]);
  });
});

function fieldsOf(schema: Json): string[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const parts = [schema['items'], ...((schema['anyOf'] ?? []) as Json[])].filter((part) => part !== undefined);
  return [
    ...properties.flatMap(([name, field]) => [name, ...fieldsOf(field)]),
    ...parts.flatMap((part) => fieldsOf(part as Json)),
  ];
}

function nameOf(field: string, language: keyof Localised): string | undefined {
  const platform: Names = namesIn(new URL('../../libs/platform/src/errors/texts/', import.meta.url));
  return joined([platform, names])[language]['fields']?.[field];
}
