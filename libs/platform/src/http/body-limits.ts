import { COMPATIBLE_INTERFACES } from './compatible-interfaces.js';

/** Largest request body in bytes. */
export const BODY_LIMIT = 256 * 1024;

/** Largest body in bytes where it is a whole document: one learner's studies can take a megabyte in Koski's schema, a HOKS as much. */
export const DOCUMENT_BODY_LIMIT = 2 * 1024 * 1024;

/** Beginnings of the paths whose bodies are such documents, in another system's words or in ours. */
export const DOCUMENT_PREFIXES: readonly string[] = [
  ...COMPATIBLE_INTERFACES.map(({ prefix }) => prefix),
  '/api/study-rights/v1/hoks',
];

/** The largest body in bytes of a path or route. */
export function bodyLimitAt(path: string): number {
  const isDocument = DOCUMENT_PREFIXES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  return isDocument ? DOCUMENT_BODY_LIMIT : BODY_LIMIT;
}
