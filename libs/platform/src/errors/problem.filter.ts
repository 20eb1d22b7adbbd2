import { Catch, Injectable, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError, type Observable } from 'rxjs';
import type { RequestWithActor } from '../auth/decorators.js';
import { compatibleInterfaceOf } from '../http/compatible-interfaces.js';
import { asProblem } from './classify.js';
import { compatibleAnswer } from './compatible-answers.js';
import { joined, type Names } from './names.js';
import { writeProblem, type ProblemTexts, type WrittenProblem } from './problem-document.js';
import type { ErrorTable } from './error-definition.js';
import { ProblemError, type Explain } from './problem.js';

/** Token of an error table: the service's own, and those of the libraries whose controllers it has. Provide one per module. */
export const ERROR_TABLE = Symbol('ERROR_TABLE');
/** Token of the names of fields and values, provided like an error table. */
export const NAMES = Symbol('NAMES');
/** Token of what a service says about its refusals. */
export const EXPLAIN = Symbol('EXPLAIN');

/** Answers every failed HTTP request with a problem document and one log line. Errors of events go on unchanged to libs/messaging, which classifies them. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Refusal');

  #texts: ProblemTexts | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  catch(error: unknown, host: ArgumentsHost): Observable<never> | void {
    if (host.getType() !== 'http') return throwError(() => error);
    const http = host.switchToHttp();
    this.#texts ??= {
      table: Object.assign({}, ...this.#provided<ErrorTable>(ERROR_TABLE)) as ErrorTable,
      names: joined(this.#provided<Names>(NAMES)),
      explain: this.#provided<Explain>(EXPLAIN)[0],
    };
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.#logger, this.#texts);
  }

  /** Nest has no multi-providers: what stands under a token is looked for in all modules. */
  #provided<T>(token: symbol): T[] {
    return [...this.modules.values()].flatMap((module) => {
      const instance = module.providers.get(token)?.instance as T | undefined;
      return instance === undefined ? [] : [instance];
    });
  }
}

/** The part of a logger that refusals need. */
export interface RefusalLogger {
  log(line: object, message: string): void;
  warn(line: object, message: string): void;
  error(line: object, message: string): void;
}

/**
 * Answers one request with the problem document of an error, or in the words of the compatible interface it came to, and
 * logs the refusal.
 */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: RefusalLogger,
  texts: ProblemTexts = {},
): void {
  // A client that went away in the middle of its body is no failure of ours.
  const problem = request.raw.readableAborted ? new ProblemError('platform/request-timeout') : asProblem(error);
  const spoken = compatibleInterfaceOf(request);
  const context = { url: request.url, requestId: request.id, acceptLanguage: request.headers['accept-language'] };
  const roles = (request as RequestWithActor).actor?.roles;
  const params = request.params as Readonly<Record<string, unknown>> | undefined;
  const place = { ...(params && { params }), roles, speaks: spoken?.speaks };
  const written = writeProblem(problem, { ...context, ...place }, texts);
  logRefusal(error, written, request, logger);
  if (reply.sent || reply.raw.headersSent) return;
  // A body that was not read to its end would be taken for the next request.
  if (written.document.status === 413 || written.document.status === 408) reply.header('connection', 'close');
  const { status, headers, body } = spoken
    ? compatibleAnswer(written, spoken)
    : { status: written.document.status, headers: written.headers, body: written.document };
  void reply.code(status).headers(headers).send(JSON.stringify(body));
}

/** One line per refusal; never with values of a request. */
export function logRefusal(
  error: unknown,
  written: WrittenProblem,
  request: FastifyRequest,
  logger: RefusalLogger,
): void {
  const { code, status } = written.document;
  // The route is the template (`/v1/students/:studentId`): paths hold ids of people.
  const line = {
    code,
    status,
    method: request.method,
    route: request.routeOptions?.url ?? 'unmatched',
    requestId: request.id,
    // Which claim of a token was missing or wrong, by name, for the person who sets up an issuer.
    claims: written.document['claims'],
  };
  const { level } = written.definition;
  if (status >= 500) logger[level === 'info' ? 'log' : level]({ ...line, err: error }, 'request failed');
  else logger[level === 'info' ? 'log' : level](line, 'request refused');
}
