import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '#contracts';
import { parse } from 'yaml';
import { PUBLISHED_FOLDER } from './contract-set.js';
import { type ApiDocument, newOperations } from './openapi-changes.js';

const FOLDER = 'openapi';

/** Each has a document of its own: the services, and the gateway for what it answers itself. */
export const DESCRIBED = [...SERVICES, 'gateway'] as const;
type Described = ServiceName | 'gateway';

/** Where the OpenAPI document of a service is. */
export function openApiFile(service: Described): string {
  return `libs/contracts/openapi/${service}.yaml`;
}

/** The OpenAPI documents of the working tree, as they were generated. */
export function workingOpenApi(): ReadonlyMap<Described, ApiDocument> {
  return documentsIn(openApiFile);
}

/** The documents as they were published last, of the services that have been. */
export function publishedOpenApi(): ReadonlyMap<Described, ApiDocument> {
  return documentsIn(publishedFile);
}

/** Operations that may still change freely. */
export function openApiDrafts(): string[] {
  const published = publishedOpenApi();
  return [...workingOpenApi()].flatMap(([service, now]) =>
    newOperations(published.get(service) ?? { paths: {} }, now).map((id) => `operation ${service}/${id}`),
  );
}

/** Makes the documents as they stand the published ones. @returns the files written */
export function writePublishedOpenApi(): string[] {
  const changed = DESCRIBED.filter((service) => textOf(openApiFile(service)) !== textOf(publishedFile(service)));
  mkdirSync(join(PUBLISHED_FOLDER, FOLDER), { recursive: true });
  for (const service of changed) writeFileSync(publishedFile(service), textOf(openApiFile(service)) ?? '');
  return changed.map((service) => `${FOLDER}/${service}.yaml`);
}

function publishedFile(service: Described): string {
  return join(PUBLISHED_FOLDER, FOLDER, `${service}.yaml`);
}

function documentsIn(fileOf: (service: Described) => string): ReadonlyMap<Described, ApiDocument> {
  return new Map(
    DESCRIBED.flatMap((service) => {
      const text = textOf(fileOf(service));
      return text === undefined ? [] : [[service, parse(text) as ApiDocument] as const];
    }),
  );
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
