import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { SERVICES, type ServiceName } from '#contracts';
import { operationDescription, type OperationDescription } from '../../libs/platform/src/http/operation-description.js';
import { operationIdOf } from '../../libs/platform/src/http/openapi.js';
import { SETTINGS } from './openapi.js';

/** One method of a controller, found in the sources: nothing has to be started. */
export interface Operation {
  /** Undefined for those of libs/messaging, which every service has. */
  readonly service: ServiceName | undefined;
  /** `GET`, `POST` … */
  readonly method: string;
  readonly path: string;
  /** As in the OpenAPI document. */
  readonly operationId: string;
  readonly request: OperationDescription;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS: readonly (readonly [ServiceName | undefined, string])[] = [
  ...SERVICES.map((service) => [service, `apps/${service}/src`] as const),
  [undefined, 'libs/messaging/src'],
];

/** Every operation of the five services. */
export async function operationsOfServices(): Promise<readonly Operation[]> {
  for (const [name, value] of Object.entries(SETTINGS)) process.env[name] ??= value;
  const operations: Operation[] = [];
  for (const [service, folder] of FOLDERS) {
    for (const file of readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.http.ts')) continue;
      const exported = (await import(pathToFileURL(path.join(ROOT, folder, file)).href)) as Record<string, unknown>;
      operations.push(...Object.values(exported).flatMap((value) => operationsOf(value, service)));
    }
  }
  return operations;
}

function operationsOf(controller: unknown, service: ServiceName | undefined): Operation[] {
  if (typeof controller !== 'function' || !Reflect.hasMetadata(PATH_METADATA, controller)) return [];
  const prototype = controller.prototype as Record<string, unknown>;
  const base = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  return Object.getOwnPropertyNames(prototype).flatMap((method) => {
    const handler = prototype[method];
    if (typeof handler !== 'function' || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
    const rest = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
    return {
      service,
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
      path: `/${base[0] ?? ''}/${rest[0] ?? ''}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, ''),
      operationId: operationIdOf(controller.name, method),
      request: operationDescription(prototype, method),
    };
  });
}
