import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The contracts as systems outside read them: `asyncapi.yaml`, `problem-codes.json`, below `openapi/` a document per service, and below
 * `events/` the schemas and golden samples, whose references to each other hold by their places.
 * @returns path → text
 */
export function contractDocuments(): ReadonlyMap<string, string> {
  const files = ['openapi', 'events'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:json|yaml)$/.test(file))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .sort(),
  );
  return new Map(
    ['asyncapi.yaml', 'problem-codes.json', ...files].map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
  );
}
