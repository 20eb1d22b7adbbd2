// node by-openapi-typescript.mjs <folder> <OpenAPI document> …: the types of openapi-fetch per document, <folder>/<name of the document>.ts.
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const [folder, ...documents] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const document of documents) {
  const types = await openapi(pathToFileURL(resolve(document)));
  await writeFile(join(folder, `${basename(document, '.yaml')}.ts`), astToString(types));
}
