import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isPublicRoute, type RequestWithActor } from '../auth/decorators.js';

/** Finds out who asks, and notes it in the request; throws a ProblemError when the caller may not be let in. */
export type SignIn = (request: FastifyRequest & RequestWithActor) => Promise<void>;

/**
 * No body is read before its sender is known, except by endpoints that are open to all: reading and parsing is work,
 * and what is held costs memory.
 */
export function signInBeforeBodies(fastify: FastifyInstance, signIn: SignIn): void {
  fastify.addHook('onRequest', async (request) => {
    if (!request.is404 && announcesBody(request.raw) && !isPublicRoute(request)) await signIn(request);
  });
}

/** Whether the headers say that a body follows (RFC 9112, 6). */
export function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
