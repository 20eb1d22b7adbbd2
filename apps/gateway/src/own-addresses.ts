import { z } from 'zod';
import type { OwnAddress } from '#platform';

/** What the gateway answers itself; the services behind it describe theirs. Held against its routes by a test. */

const alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });

export const readinessView = z
  .object({
    status: z.enum(['ok', 'error', 'stopping']).describe('`ok` only when every component is up'),
    components: z.array(z.object({ name: z.string(), status: z.enum(['up', 'down']) })).readonly(),
  })
  .meta({ id: 'Readiness' });

export const contractsView = z
  .object({
    asyncapi: z.string(),
    problemCodes: z.string(),
    openapi: z.array(z.string()).readonly(),
    events: z.array(z.string()).readonly(),
  })
  .meta({ id: 'ContractsIndex', description: 'Paths of the documents' });

const YAML = ['application/yaml'];
const SCHEMA = 'application/schema+json';
const json = z.looseObject({});
const anything = z.unknown();

export const OWN_ADDRESSES: readonly OwnAddress[] = [
  {
    path: '/',
    operationId: 'overview',
    answer: { schema: anything, summary: 'What is here, for people with a browser', text: ['text/html'] },
  },
  {
    path: '/contracts',
    operationId: 'contractsIndex',
    answer: { schema: contractsView, summary: 'Where the descriptions of interfaces and events are' },
  },
  {
    path: '/contracts/asyncapi.yaml',
    operationId: 'asyncapi',
    answer: { schema: anything, summary: 'Events of all services, as AsyncAPI', text: YAML },
  },
  {
    path: '/contracts/problem-codes.json',
    operationId: 'problemCodes',
    answer: { schema: json, summary: 'Codes of refusals with their texts and next steps' },
  },
  {
    path: '/contracts/openapi/{document}',
    operationId: 'openapi',
    answer: { schema: anything, summary: 'Operations of a service, as OpenAPI', text: YAML },
  },
  {
    path: '/contracts/events/{document}',
    operationId: 'sharedSchema',
    answer: { schema: anything, summary: 'Shapes that several events share', text: [SCHEMA] },
  },
  {
    path: '/contracts/events/{producer}/{document}',
    operationId: 'eventSchema',
    answer: { schema: anything, summary: 'JSON Schema of an event', text: [SCHEMA] },
  },
  {
    path: '/contracts/events/{producer}/samples/{document}',
    operationId: 'eventSample',
    answer: { schema: json, summary: 'Golden sample of an event' },
  },
  {
    path: '/health/live',
    operationId: 'live',
    answer: { schema: alive, summary: 'Whether the gateway is running' },
  },
  {
    path: '/health/ready',
    operationId: 'ready',
    answer: {
      schema: readinessView,
      summary: 'Whether all services and the issuer are ready',
      also: { 503: readinessView },
    },
  },
];
