// node by-hey-api.mjs <folder> <OpenAPI document> …: a client per document, in <folder>/<name of the document>/.
import { basename, join, resolve } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';

const [folder, ...documents] = process.argv.slice(2);
await createClient(
  documents.map((document) => ({
    // Another path would be taken for a project on their server.
    input: resolve(document),
    output: join(folder, basename(document, '.yaml')),
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  })),
);
