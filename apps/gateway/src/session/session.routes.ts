import * as oidc from 'openid-client';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { preferredLanguage, ProblemError, PUBLIC_ROUTE, type Localised, type RefusalLogger } from '#platform';
import type { ErrorCode } from '../errors.js';
import type { Institutions } from '../institutions/institutions.js';
import type { endedView, sessionView, signedOutView } from '../own-addresses.js';
import { COOKIE, FLOW_SECONDS, flowCookie, SESSION_COOKIE } from './cookies.js';
import type { FreshTokens } from './fresh-tokens.js';
import type { Issuer } from './issuer.js';
import { answerRefusedSignIn } from './refused-sign-in.js';
import type { Seal } from './seal.js';
import type { SessionRepository } from './session.repository.js';
import { csrfTokenOf, digestOf, idleAt, newSessionId, type Session, type SessionLimits } from './session.js';
import { requireOwnPage, sessionOf } from './signed-in.js';

const FLOW_PURPOSE = 'sign-in';
/** Longest logout token that is read, in bytes. */
const LONGEST_FORM = 16_384;

const flow = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  to: z.string(),
  begunAt: z.number(),
});
type Flow = z.infer<typeof flow>;

/** What the routes of the session work with. */
export interface SessionParts {
  readonly sessions: SessionRepository;
  readonly issuer: Issuer;
  readonly tokens: FreshTokens;
  readonly seal: Seal;
  readonly limits: SessionLimits;
  readonly institutions: Institutions;
  readonly logger: RefusalLogger;
}

/** Sign-in, the session, sign-out: what a browser needs before it can ask the services (pages.md 3.1, GW1, GW2). */
export async function serveSession(server: FastifyInstance, parts: SessionParts): Promise<void> {
  await server.register(async (pages) => {
    pages.setErrorHandler((error, request, reply) => answerRefusedSignIn(error, request, reply, parts.logger));
    pages.get('/session/login', async (request, reply) => signIn(request, reply, parts));
    pages.get('/callback', async (request, reply) => signedIn(request, reply, parts));
  });
  const show = async (request: FastifyRequest, reply: FastifyReply) => {
    const { id, session } = await sessionOf(request, reply, parts.sessions);
    return viewOf(id, session, parts);
  };
  server.get('/session', show);
  server.post('/session/stay', show);
  server.post('/session/logout', async (request, reply) => signOut(request, reply, parts));
  await server.register(async (fromIssuer) => {
    fromIssuer.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: LONGEST_FORM },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    fromIssuer.post('/session/backchannel-logout', PUBLIC_ROUTE, async (request) => signedOutAtIssuer(request, parts));
  });
}

async function signIn(request: FastifyRequest, reply: FastifyReply, { issuer, seal }: SessionParts): Promise<void> {
  const query = request.query as { to?: unknown; lang?: unknown };
  const begun: Flow = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
    to: ownPath(query.to),
    begunAt: Date.now(),
  };
  const signInAt = await issuer.signInAt(begun, languageOf(query.lang) ?? languageOfBrowser(request));
  void reply.setCookie(flowCookie(begun.state), seal.close(FLOW_PURPOSE, begun).toString('base64url'), {
    ...COOKIE,
    maxAge: FLOW_SECONDS,
  });
  return reply.redirect(signInAt.href, 302);
}

async function signedIn(request: FastifyRequest, reply: FastifyReply, parts: SessionParts): Promise<void> {
  const { state } = request.query as { state?: unknown };
  const cookie = flowCookie(typeof state === 'string' ? state : '');
  const begun = openedFlow(request.cookies[cookie], parts.seal);
  void reply.clearCookie(cookie, COOKIE);
  if (begun?.state !== state || begun === undefined) throw new ProblemError<ErrorCode>('session/sign-in-expired');
  const tokens = await parts.issuer.exchange({ ...begun, query: request.url.split('?', 2)[1] ?? '' });
  // An id that somebody has planted in the browser beforehand is of no use: each sign-in makes a new one.
  const former = digestOf(request.cookies[SESSION_COOKIE] ?? '');
  if (former) await parts.sessions.end(former);
  const id = newSessionId();
  await parts.sessions.create(digestOf(id) as Buffer, tokens);
  void reply.setCookie(SESSION_COOKIE, id, COOKIE);
  return reply.redirect(begun.to, 303);
}

/** Ends the session, if there is one. */
async function signOut(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, issuer }: SessionParts,
): Promise<z.infer<typeof signedOutView>> {
  const id = request.cookies[SESSION_COOKIE] ?? '';
  const digest = digestOf(id);
  if (digest === undefined) return { signOutAt: null };
  requireOwnPage(request, id);
  const session = await sessions.end(digest);
  void reply.clearCookie(SESSION_COOKIE, COOKIE);
  // An issuer that is away does not prevent the sign-out here.
  const signOutAt = session && (await issuer.signOutAt(session).catch(() => undefined));
  return { signOutAt: signOutAt?.href ?? null };
}

/** OpenID Connect Back-Channel Logout 1.0: the issuer says that a session of its own is over. */
async function signedOutAtIssuer(
  request: FastifyRequest,
  { sessions, issuer }: SessionParts,
): Promise<z.infer<typeof endedView>> {
  const token = request.body instanceof URLSearchParams ? request.body.get('logout_token') : null;
  if (token === null) throw new ProblemError<ErrorCode>('session/logout-token-invalid');
  return { ended: await sessions.endOf(await issuer.endedBy(token)) };
}

function openedFlow(cookie: string | undefined, seal: Seal): Flow | undefined {
  const opened = cookie === undefined ? undefined : seal.open(FLOW_PURPOSE, Buffer.from(cookie, 'base64url'));
  const { data } = flow.safeParse(opened);
  return data && data.begunAt > Date.now() - FLOW_SECONDS * 1000 ? data : undefined;
}

function viewOf(id: string, session: Session, { limits, institutions }: SessionParts): z.infer<typeof sessionView> {
  const { person } = session;
  return {
    person: { id: person.id, name: person.name, username: person.username, language: person.language },
    institution: institutions.viewOf(person.institutionOid),
    roles: person.roles,
    features: institutions.featuresOf(person.institutionOid),
    csrfToken: csrfTokenOf(id),
    idleAt: idleAt(session, limits).toISOString(),
    expiresAt: session.endsAt.toISOString(),
  };
}

/** A path of ours to go on to after the sign-in; the front page for anything else. */
export function ownPath(to: unknown): string {
  if (typeof to !== 'string' || !/^\/(?![/\\])/.test(to) || to.length > 2_000) return '/';
  const base = 'http://gateway.invalid';
  const url = URL.parse(to, base);
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}

function languageOf(given: unknown): keyof Localised | undefined {
  return given === 'fi' || given === 'sv' || given === 'en' ? given : undefined;
}

function languageOfBrowser(request: FastifyRequest): keyof Localised {
  return preferredLanguage(request.headers['accept-language']);
}
