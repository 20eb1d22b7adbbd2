import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'json-schema-to-typescript';

const EVENTS_FOLDER = join('libs', 'contracts', 'events');
const TARGET = join('libs', 'contracts', 'src', 'generated', 'event-bodies.ts');

/** The TypeScript shapes of all event bodies, made from the JSON Schemas: path of the file → its content. */
export async function generateEventTypes(): Promise<Record<string, string>> {
  const properties = Object.fromEntries(
    schemaFiles().map((file) => [eventName(file), { $ref: `./${file.replaceAll('\\', '/')}` }]),
  );
  const source = await compile(
    { title: 'EventBodies', type: 'object', properties, required: Object.keys(properties) } as never,
    'EventBodies',
    {
      cwd: `${EVENTS_FOLDER}/`,
      additionalProperties: false,
      ignoreMinAndMaxItems: true,
      bannerComment: '/* Generated from libs/contracts/events by `npm run generate`. */',
      style: { singleQuote: true, printWidth: 120 },
    },
  );
  return { [TARGET]: source };
}

function schemaFiles(): string[] {
  return readdirSync(EVENTS_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.v[1-9][0-9]*\.schema\.json$/.test(file))
    .sort();
}

function eventName(file: string): string {
  const [service, schema] = file.replaceAll('\\', '/').split('/');
  return `${service}.${schema?.replace('.schema.json', '')}`;
}
