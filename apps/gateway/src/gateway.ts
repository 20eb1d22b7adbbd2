import { Readable } from 'node:stream';
import cookies from '@fastify/cookie';
import httpProxy from '@fastify/http-proxy';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  announcesBody,
  BODY_LIMIT,
  compatibleInterfaceAt,
  DOCUMENT_BODY_LIMIT,
  DOCUMENT_PREFIXES,
  edgeServerOptions,
  installEdge,
  preferredLanguage,
  ProblemError,
  sendProblem,
  signInBeforeBodies,
  signInByToken,
  TokenVerifier,
  traceOf,
  type RefusalLogger,
} from '#platform';
import { upstreams, type GatewayConfig } from './config.js';
import { serveContracts } from './contracts.js';
import { serveCspReports } from './csp-reports/csp-reports.routes.js';
import { errors } from './errors.js';
import { Institutions } from './institutions/institutions.js';
import { serveInstitutions } from './institutions/institutions.routes.js';
import { serveEvents } from './live/events.routes.js';
import { isLanguage, overviewPage } from './overview-page.js';
import { Pages } from './pages/pages.js';
import { readiness, type Readiness } from './readiness.js';
import { sessionParts } from './session/session-parts.js';
import { serveSession } from './session/session.routes.js';
import { signInBySession } from './session/signed-in.js';

/** Headers that concern one connection only (RFC 9110, 7.6.1): never passed on, in either direction. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

/** A request body that arrived completely. */
interface BufferedBody extends Readable {
  length?: number;
}

/** The gateway, not yet listening. Once `stopping` returns true it takes itself out of the load balancer. */
export async function createGateway(
  config: GatewayConfig,
  logger: RefusalLogger,
  stopping = () => false,
): Promise<FastifyInstance> {
  const server = fastify({
    ...edgeServerOptions(logger),
    trustProxy: config.TRUSTED_PROXIES.length > 0 && [...config.TRUSTED_PROXIES],
  }) as unknown as FastifyInstance;
  await installEdge(server, { logger, stopping });
  const pages = config.WEB_FOLDER === undefined ? undefined : new Pages(config.WEB_FOLDER);
  server.setNotFoundHandler((request, reply) => {
    if (pages?.wantsPage(request)) return pages.send(reply);
    return sendProblem(new ProblemError('platform/not-found'), request, reply, logger);
  });
  await pages?.serveAssets(server);
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, logger, { table: errors }));
  const tokens = new TokenVerifier(config);
  const session = sessionParts(config, tokens, logger);
  const institutions = Institutions.read(config.INSTITUTIONS_FOLDER);
  server.addHook('onClose', () => session.stop());
  await server.register(cookies);
  signInBySession(server, session.sessions, session.tokens);
  signInBeforeBodies(server, async (request) => {
    const isBasic = /^Basic /i.test(request.headers.authorization ?? '');
    // Passwords of service users are the study-rights service's to look at.
    if (!isBasic || !compatibleInterfaceAt(request.url)) await signInByToken(request, tokens);
  });
  holdAtMost(server, config.BODIES_MEGABYTES * 1024 * 1024);
  bufferBodies(server, BODY_LIMIT);
  const services = upstreams(config);
  for (const [service, upstream] of Object.entries(services)) {
    await passOn(server, { service, upstream, prefix: `/api/${service}` }, config, logger);
  }
  // Whole documents are larger: those of the interfaces that speak another system's words, and HOKSes in our own.
  await server.register(async (documents) => {
    bufferBodies(documents, DOCUMENT_BODY_LIMIT);
    for (const prefix of DOCUMENT_PREFIXES) {
      const way = { service: 'study-rights', upstream: config.STUDY_RIGHTS_URL, prefix };
      await passOn(documents, way, config, logger);
    }
  });

  const overview = (request: FastifyRequest, reply: FastifyReply) => {
    const { lang } = request.query as { lang?: unknown };
    const language = isLanguage(lang) ? lang : preferredLanguage(request.headers['accept-language']);
    void reply.type('text/html; charset=utf-8').header('content-language', language);
    return reply.send(overviewPage(language, Object.keys(services)));
  };
  server.get('/api', overview);
  server.get('/', (request, reply) => (pages?.wantsPage(request) ? pages.send(reply) : overview(request, reply)));
  serveContracts(server);
  await serveSession(server, { ...session, institutions });
  serveInstitutions(server, institutions);
  await serveCspReports(server);
  serveEvents(server, services, { ...session, logger });
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const answer: Readiness = stopping()
      ? { status: 'stopping', components: [] }
      : await readiness(services, config.OIDC_ISSUER, () => session.sessions.check());
    return reply
      .code(answer.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(answer);
  });
  return server;
}

/**
 * Bodies beyond this wait outside: their senders are asked to come again, and nobody else is harmed. One client has
 * half of it at most, so that there is room for others.
 */
function holdAtMost(server: FastifyInstance, most: number): void {
  const share = Math.max(most / 2, DOCUMENT_BODY_LIMIT);
  const held = new Map<string, number>();
  let bytes = 0;
  server.addHook('preParsing', async ({ raw, ip }, reply) => {
    // A client that left while signing in sends no body, and nothing would say when to give the room back.
    if (!announcesBody(raw) || reply.raw.destroyed) return;
    const size = Math.min(Number(raw.headers['content-length'] ?? Infinity), DOCUMENT_BODY_LIMIT);
    if (bytes + size > most) throw new ProblemError('platform/unavailable', { service: 'gateway' });
    // A token has been verified by now; a password has not, and may be another one each time.
    const { authorization = '' } = raw.headers;
    const client = /^Bearer /i.test(authorization) ? authorization : ip;
    const its = held.get(client) ?? 0;
    if (its + size > share) throw new ProblemError('platform/too-many-requests');
    bytes += size;
    held.set(client, its + size);
    reply.raw.once('close', () => {
      bytes -= size;
      const left = (held.get(client) ?? 0) - size;
      if (left > 0) held.set(client, left);
      else held.delete(client);
    });
  });
}

/** Bodies are taken in completely before a service hears of them: a slow client costs no service, and the limit holds here already. */
function bufferBodies(server: FastifyInstance, bodyLimit: number): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, bytes, done) => {
    const body: BufferedBody = Readable.from(bytes.length > 0 ? [bytes] : []);
    body.length = bytes.length;
    done(null, body);
  });
}

/** Which requests go where. */
interface Way {
  readonly service: string;
  readonly upstream: string;
  readonly prefix: string;
}

async function passOn(
  server: FastifyInstance,
  { service, upstream, prefix }: Way,
  config: GatewayConfig,
  logger: RefusalLogger,
): Promise<void> {
  const timeout = config.UPSTREAM_TIMEOUT_SECONDS * 1000;
  await server.register(httpProxy, {
    upstream,
    prefix,
    rewritePrefix: prefix,
    proxyPayloads: false,
    disableRequestLogging: true,
    undici: {
      connections: 128,
      pipelining: 1,
      headersTimeout: timeout,
      bodyTimeout: timeout,
      connect: { timeout: 3_000 },
    },
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => forwarded(request as FastifyRequest, headers),
      rewriteHeaders: (headers) => withoutHopByHop(headers),
      // A service that has just restarted leaves dead connections behind; only reading may be tried again.
      retryDelay: ({ err, req, attempt }) =>
        attempt === 0 && req.method === 'GET' && isBrokenConnection(err) ? 50 : null,
      onError: (reply, { error }) =>
        sendProblem(
          new ProblemError('platform/unavailable', { service }, { cause: error }),
          reply.request as FastifyRequest,
          reply as FastifyReply,
          logger,
        ),
    },
  });
}

function isBrokenConnection(error: (Error & { code?: string }) | null): boolean {
  return error?.code === 'UND_ERR_SOCKET' || error?.code === 'ECONNRESET' || error?.code === 'ECONNREFUSED';
}

type Headers = Record<string, string | string[] | undefined>;

function withoutHopByHop<H extends Headers>(headers: H): H {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name))) as H;
}

/** What the service gets to know about the client and the trace. */
function forwarded<H extends Headers>(request: FastifyRequest, headers: H): H {
  const { correlationId, traceparent } = traceOf(request.raw);
  const length = (request.body as BufferedBody | undefined)?.length;
  return {
    ...withoutHopByHop(headers),
    // The session is the gateway's and the browser's.
    cookie: undefined,
    'x-csrf-token': undefined,
    ...(length === undefined ? {} : { 'content-length': String(length) }),
    'x-request-id': correlationId,
    traceparent,
    // Fastify has left out what a client that is no trusted proxy says of itself.
    'x-forwarded-for': [...(request.ips ?? [request.ip])].reverse().join(', '),
    'x-forwarded-proto': request.protocol,
    'x-forwarded-host': request.host,
  };
}
