import type { FastifyReply, FastifyRequest } from 'fastify';
import { asProblem, logRefusal, preferredLanguage, writeProblem, type RefusalLogger } from '#platform';
import { errors } from '../errors.js';
import { refusedPage } from './refused-page.js';

/** Answers a sign-in that came to nothing with a page: a person in a browser reads no JSON. */
export function answerRefusedSignIn(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  logger: RefusalLogger,
): void {
  const acceptLanguage = request.headers['accept-language'];
  const context = { url: request.url, requestId: request.id, acceptLanguage };
  const written = writeProblem(asProblem(error), context, { table: errors });
  logRefusal(error, written, request, logger);
  const page = refusedPage(written.document, preferredLanguage(acceptLanguage));
  void reply
    .code(written.document.status)
    .headers({ ...written.headers, 'content-type': 'text/html; charset=utf-8' })
    .send(page);
}
