import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** The schemas that a document names: `components.schemas`. A zod schema with `.meta({ id })` stands there under its id. */
export class NamedSchemas {
  private readonly named = new Map<string, JsonSchema>();

  /** What clients send: unknown fields are refused where the schema says so. */
  request(schema: z.ZodType): JsonSchema {
    return this.converted(schema, 'input');
  }

  /** What clients get: readers ignore fields that they do not know, so none is ruled out (docs/stability.md). */
  answer(schema: z.ZodType): JsonSchema {
    return this.converted(schema, 'output');
  }

  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.named].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  private converted(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // The schema is put below another one: at the root its id would name the whole document.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ schema }), {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        delete jsonSchema['id'];
        delete jsonSchema.readOnly;
        const { def } = zodSchema._zod;
        if (io === 'output' && def.type === 'object' && def.catchall === undefined) {
          delete jsonSchema.additionalProperties;
        }
      },
    }) as unknown as { properties: { schema: JsonSchema }; $defs?: Record<string, JsonSchema> };
    for (const [id, definition] of Object.entries($defs)) this.add(id, pointingHere(definition));
    return pointingHere(properties.schema);
  }

  private add(id: string, schema: JsonSchema): void {
    const known = this.named.get(id);
    if (known && !isDeepStrictEqual(known, schema)) throw new Error(`Two different schemas are called ${id}.`);
    this.named.set(id, schema);
  }
}

function pointingHere(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;
}
