import 'reflect-metadata';
import type { z } from 'zod';

/** What the OpenAPI document needs to know about the parameters of a controller method. */
export interface DoorDescription {
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  readonly headers?: Readonly<Record<string, { readonly required: boolean; readonly description: string }>>;
}

const KEY = 'hyvaksiluku:door';

/** Adds to the description of a method. */
export function describeDoor(target: object, method: string | symbol, description: DoorDescription): void {
  const known = doorDescription(target, method);
  const headers = { ...known.headers, ...description.headers };
  Reflect.defineMetadata(KEY, { ...known, ...description, headers }, target, method);
}

/** All that the decorators of a method have told. */
export function doorDescription(target: object, method: string | symbol): DoorDescription {
  return (Reflect.getMetadata(KEY, target, method) as DoorDescription | undefined) ?? {};
}
