import type { FastifyInstance } from 'fastify';
import { ProblemError } from '#platform';
import type { Institutions } from './institutions.js';

/** `/institutions`: names, looks and notices, also for people who are not signed in. */
export function serveInstitutions(server: FastifyInstance, institutions: Institutions): void {
  server.get('/institutions', async () => ({ items: institutions.all() }));
  server.get('/institutions/:oid', async (request) => {
    const notices = institutions.noticesOf(oidOf(request.params));
    if (!notices) throw new ProblemError('platform/not-found');
    return notices;
  });
  server.get('/institutions/:oid/logo', async (request, reply) => {
    const logo = institutions.logoOf(oidOf(request.params));
    if (!logo) throw new ProblemError('platform/not-found');
    return reply.type(logo.type).header('cache-control', 'public, max-age=3600').send(logo.image);
  });
}

function oidOf(params: unknown): string {
  return (params as { oid: string }).oid;
}
