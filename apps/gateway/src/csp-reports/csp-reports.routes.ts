import type { FastifyInstance } from 'fastify';
import { metrics, PUBLIC_ROUTE } from '#platform';
import { reportedDirectives } from './reported-directives.js';

const LONGEST_REPORT = 16_384;
const FORMATS = ['application/csp-report', 'application/reports+json'];

const violations = metrics.counter({
  name: 'csp_violations_total',
  help: 'Violations of the content security policy that browsers have reported, by directive',
  labelNames: ['directive'],
});

/** `POST /csp-reports`: browsers say what our pages were kept from loading. It is counted, and neither kept nor logged. */
export async function serveCspReports(server: FastifyInstance): Promise<void> {
  await server.register(async (reports) => {
    reports.removeAllContentTypeParsers();
    reports.addContentTypeParser(FORMATS, { parseAs: 'string', bodyLimit: LONGEST_REPORT }, (_request, body, done) =>
      done(null, asJson(String(body))),
    );
    reports.post('/csp-reports', PUBLIC_ROUTE, async (request, reply) => {
      for (const directive of reportedDirectives(request.body)) violations.inc({ directive });
      return reply.code(204).send();
    });
  });
}

/** What is no report is none: nobody waits for an answer. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
