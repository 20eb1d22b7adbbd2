import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import helmet from '@fastify/helmet';
import type { FastifyHttpOptions, FastifyInstance, FastifyRequest } from 'fastify';
import type { PlatformErrorCode } from '../errors/platform-errors.js';
import { sendProblem, type RefusalLogger } from '../errors/problem.filter.js';
import { writeProblem } from '../errors/problem-document.js';
import { ProblemError } from '../errors/problem.js';
import { EVENT_STREAM } from '../live/send-stream.js';
import { metrics } from '../metrics/metrics.js';
import { currentTrace, runWithTrace, traceFrom, type Trace } from '../trace/trace.js';
import { BODY_LIMIT } from './body-limits.js';
import { MethodsOfPaths } from './methods-of-paths.js';
import { isPlainPath } from './request-target.js';
import { announcesBody } from './sign-in-before-bodies.js';
import { throwAwayBody } from './unread-body.js';

/** What the edge wants to know about the process it stands in. */
export interface EdgeOptions {
  readonly logger: RefusalLogger;
  /** True while the process is stopping: clients are then asked to close their connections. */
  readonly stopping: () => boolean;
  /** False while the process waits for what it needs before it works: requests but those of the probes get 503. */
  readonly begun?: () => boolean;
}

/** What is answered even while the process waits: the probes, and the description of the interface. */
const ALWAYS_ANSWERED = /^\/(health\/|api\/[^/]+\/openapi\.json)/;

/** Fastify options all our HTTP interfaces share. */
export function edgeServerOptions(logger: RefusalLogger): FastifyHttpOptions<Server> {
  return {
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestIdHeader: false,
    genReqId: (request) => traceOf(request).correlationId,
    // Requests that arrive while the process is stopping are still answered; nobody loses one.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Node would answer 400 without a body; `misaddressed` gives it one.
    // The time limit of a request is kept to the second; Node looks only twice a minute by itself.
    http: { requireHostHeader: false, connectionsCheckingInterval: 1_000 },
    requestTimeout: 30_000,
    frameworkErrors: (_error, request, reply) => {
      void reply.header('x-request-id', request.id);
      sendProblem(new ProblemError('platform/malformed-request'), request, reply, logger);
    },
    clientErrorHandler: answerBrokenRequest,
  };
}

const duration = metrics.histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the arrival of an HTTP request to the end of its answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/** Security headers, request ids, trace context and request metrics for an HTTP interface. */
export async function installEdge(fastify: FastifyInstance, options: EdgeOptions): Promise<void> {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    inTrace(request, done);
  });
  const methods = new MethodsOfPaths();
  fastify.addHook('onRoute', ({ url, method }) => methods.add(url, method));
  fastify.addHook('onRequest', (request, reply, done) => {
    const problem = misaddressed(request, methods);
    if (!problem) return done();
    const { allow } = problem.details;
    if (Array.isArray(allow)) void reply.header('allow', allow.join(', '));
    sendProblem(problem, request, reply, options.logger);
  });
  fastify.server.on('checkExpectation', refuseExpectation);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (options.begun?.() === false && !ALWAYS_ANSWERED.test(request.url)) {
      sendProblem(new ProblemError('platform/unavailable'), request, reply, options.logger);
    } else done();
  });
  // At the end of the request, not at its beginning: a connection that stays open after the stop signal would hold up
  // the end of the process until the client gives it up.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (options.stopping()) void reply.header('connection', 'close');
    // Nearly every answer contains personal data; no cache between us and the reader may keep one.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode < 400 || !announcesBody(request.raw)) return;
    // What is still to come would be taken for the next request.
    if (!(await throwAwayBody(request.raw))) void reply.header('connection', 'close');
  });
  // Reading the body continues in the context of the socket: back into that of the request.
  fastify.addHook('preValidation', (request, _reply, done) => inTrace(request, done));
  fastify.addHook('onResponse', (request, reply, done) => {
    // A stream lasts for hours, and says nothing of how fast anything is.
    if (String(reply.getHeader('content-type')).startsWith(EVENT_STREAM)) return done();
    const route = request.routeOptions.url ?? 'unmatched';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
  });
}

/** What is wrong with the address of a request, before anybody looks at what it asks for. */
function misaddressed(request: FastifyRequest, methods: MethodsOfPaths): ProblemError | undefined {
  const { url = '', httpVersion, headers } = request.raw;
  if (!isPlainPath(url) || (httpVersion === '1.1' && !headers.host))
    return new ProblemError('platform/malformed-request');
  const allow = request.is404 ? methods.at(url) : [];
  return allow.length > 0 ? new ProblemError('platform/method-not-allowed', { allow }) : undefined;
}

/** A client that expects something else than 100-continue (RFC 9110, 10.1.1). */
function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
  const { correlationId } = traceOf(request);
  const { document, headers } = writeProblem(new ProblemError('platform/expectation-failed'), {
    url: request.url ?? '/',
    requestId: correlationId,
    acceptLanguage: request.headers['accept-language'],
  });
  response.writeHead(document.status, { ...headers, 'x-request-id': correlationId, connection: 'close' });
  response.end(JSON.stringify(document));
}

const traces = new WeakMap<IncomingMessage, Trace>();

/** The trace of a request: what its headers say, completed. */
export function traceOf(request: IncomingMessage): Trace {
  let trace = traces.get(request);
  if (!trace) {
    trace = traceFrom({
      traceparent: single(request.headers['traceparent']),
      correlationId: single(request.headers['x-request-id']),
    });
    traces.set(request, trace);
  }
  return trace;
}

function inTrace(request: FastifyRequest, done: () => void): void {
  const trace = traceOf(request.raw);
  if (currentTrace() === trace) done();
  else runWithTrace(trace, done);
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

const CODES: Readonly<Record<string, PlatformErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'platform/headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'platform/request-timeout',
};

/** Answers bytes that are not an HTTP request; there is no request object yet. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new ProblemError(CODES[error.code ?? ''] ?? 'platform/malformed-request');
  const { correlationId } = traceFrom({});
  const { document, headers } = writeProblem(problem, {
    url: '/',
    requestId: correlationId,
    acceptLanguage: undefined,
  });
  const body = JSON.stringify(document);
  const lines = Object.entries({
    ...headers,
    'x-request-id': correlationId,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  socket.end(
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}
