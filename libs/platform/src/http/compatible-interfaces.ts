import type { FastifyRequest } from 'fastify';

/**
 * An interface in another system's own words, so that its clients need no change: paths, bodies and errors are that
 * system's. Gateway and services recognise it by the beginning of the path.
 */
export interface CompatibleInterface {
  /** Whose words are spoken. */
  readonly speaks: 'koski' | 'ehoks';
  /** First part of every path. */
  readonly prefix: string;
}

export const COMPATIBLE_INTERFACES: readonly CompatibleInterface[] = [
  { speaks: 'koski', prefix: '/koski' },
  { speaks: 'ehoks', prefix: '/ehoks-virkailija-backend' },
];

/** The compatible interface that a request is for. The route counts, not the address: that can be written in many ways. */
export function compatibleInterfaceOf(request: FastifyRequest): CompatibleInterface | undefined {
  return compatibleInterfaceAt(request.routeOptions?.url ?? request.url.split('?', 1)[0] ?? '');
}

/** The compatible interface that a path or route belongs to. */
export function compatibleInterfaceAt(path: string): CompatibleInterface | undefined {
  return COMPATIBLE_INTERFACES.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
}
