import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '#platform';
import type { ErrorCode } from '../errors.js';
import { COOKIE, SESSION_COOKIE } from './cookies.js';
import type { FreshTokens } from './fresh-tokens.js';
import type { SessionRepository } from './session.repository.js';
import { digestOf, isCsrfTokenOf, type Session } from './session.js';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
/** Marks a request without an action of the person: a page that polls keeps no session alive. */
const BACKGROUND_HEADER = 'x-background';

export interface SessionOfRequest {
  readonly id: string;
  readonly session: Session;
}

/**
 * Requests to the services that come with a session go on with its access token in place of the cookie. Requests without the
 * cookie are left alone: scripts and systems bring their own token.
 */
export function signInBySession(server: FastifyInstance, sessions: SessionRepository, tokens: FreshTokens): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.is404 || !request.url.startsWith('/api/') || request.cookies[SESSION_COOKIE] === undefined) return;
    if (request.headers.authorization !== undefined) throw new ProblemError<ErrorCode>('session/two-ways');
    const { session } = await sessionOf(request, reply, sessions);
    const { accessToken } = await tokens.of(session).catch((error: unknown) => forgetting(reply, error));
    request.headers.authorization = `Bearer ${accessToken}`;
  });
}

/**
 * The session that a request comes with; a request that may change something proves that our page made it.
 * @param used whether it lasts for another idle time by it
 * @throws ProblemError `session/none`, `session/ended`, `session/csrf`
 */
export async function sessionOf(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: SessionRepository,
  used = request.headers[BACKGROUND_HEADER] === undefined,
): Promise<SessionOfRequest> {
  const id = request.cookies[SESSION_COOKIE];
  const digest = id === undefined ? undefined : digestOf(id);
  if (id === undefined || digest === undefined) throw new ProblemError<ErrorCode>('session/none');
  requireOwnPage(request, id);
  const session = await sessions.find(digest, used);
  if (!session) return forgetting(reply, new ProblemError<ErrorCode>('session/ended'));
  return { id, session };
}

/** @throws ProblemError `session/csrf` unless the request is safe, or carries its session's token and comes from our own origin */
export function requireOwnPage(request: FastifyRequest, id: string): void {
  if (SAFE_METHODS.includes(request.method)) return;
  const token = request.headers['x-csrf-token'];
  const site = request.headers['sec-fetch-site'];
  if ((site !== undefined && site !== 'same-origin') || !isCsrfTokenOf(id, String(token ?? ''))) {
    throw new ProblemError<ErrorCode>('session/csrf');
  }
}

/** A session that is over leaves the browser too. */
function forgetting(reply: FastifyReply, error: unknown): never {
  if (error instanceof ProblemError && error.code === ('session/ended' satisfies ErrorCode)) {
    void reply.clearCookie(SESSION_COOKIE, COOKIE);
  }
  throw error;
}
