import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { contractDocuments } from '#contracts';
import { ProblemError } from '#platform';
import type { contractsView } from './own-addresses.js';

/** They change with a release only. */
const KEPT_SECONDS = 300;

/** `/contracts`: what the interfaces and the events look like, for systems that connect, without a checkout; public. */
export function serveContracts(server: FastifyInstance): void {
  const documents = contractDocuments();
  const below = (folder: string) =>
    [...documents.keys()].filter((file) => file.startsWith(`${folder}/`)).map((file) => `/contracts/${file}`);
  const index: z.infer<typeof contractsView> = {
    asyncapi: '/contracts/asyncapi.yaml',
    problemCodes: '/contracts/problem-codes.json',
    openapi: below('openapi'),
    events: below('events'),
  };
  server.get('/contracts', async (_request, reply) => {
    void reply.header('cache-control', `public, max-age=${KEPT_SECONDS}`);
    return index;
  });
  server.get('/contracts/*', async (request, reply) => {
    const { '*': file = '' } = request.params as { '*'?: string };
    const text = documents.get(file);
    if (text === undefined) throw new ProblemError('platform/not-found');
    void reply.type(mediaTypeOf(file)).header('cache-control', `public, max-age=${KEPT_SECONDS}`);
    return text;
  });
}

function mediaTypeOf(file: string): string {
  if (file.endsWith('.yaml')) return 'application/yaml; charset=utf-8';
  return file.endsWith('.schema.json') ? 'application/schema+json; charset=utf-8' : 'application/json; charset=utf-8';
}
