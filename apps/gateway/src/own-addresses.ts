import { z } from 'zod';
import { EVENT_STREAM, ROLES, type OwnAddress } from '#platform';
import type { ErrorCode } from './errors.js';

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

const localised = z.object({ fi: z.string(), sv: z.string(), en: z.string() }).meta({ id: 'Text' });

export const institutionView = z
  .object({
    oid: z.string(),
    name: localised,
    logo: z.string().optional().describe('Path of the image'),
    primaryColour: z.string().optional().describe('As #RRGGBB; white can be read on it'),
  })
  .meta({ id: 'Institution' });

export const institutionsView = z.object({ items: z.array(institutionView) }).meta({ id: 'Institutions' });

const noticeView = z
  .object({
    updatedOn: z.iso.date(),
    sections: z.array(z.object({ heading: localised, paragraphs: z.array(localised) })),
  })
  .meta({ id: 'Notice' });

export const institutionNoticesView = z
  .object({
    institution: institutionView,
    privacyContact: z.email(),
    accessibilityContact: z.email(),
    privacy: noticeView,
    accessibility: noticeView,
  })
  .meta({ id: 'InstitutionNotices' });

export const sessionView = z
  .object({
    person: z.object({ id: z.string(), name: z.string(), username: z.string(), language: z.enum(['fi', 'sv', 'en']) }),
    institution: institutionView,
    roles: z.array(z.enum(ROLES)),
    features: z.array(z.string()).describe('What is switched on for the institution, by name'),
    csrfToken: z.string().describe('For the header X-CSRF-Token of each request that may change something'),
    idleAt: z.iso.datetime().describe('When the session ends if the person does nothing'),
    expiresAt: z.iso.datetime().describe('When it ends in any case'),
  })
  .meta({ id: 'Session' });

export const signedOutView = z
  .object({ signOutAt: z.url().nullable().describe('Where the browser goes to sign out at the issuer as well') })
  .meta({ id: 'SignedOut' });

export const endedView = z
  .object({ ended: z.number().int().describe('How many sessions were ended') })
  .meta({ id: 'EndedSessions' });

const OF_SESSION: readonly ErrorCode[] = ['session/none', 'session/ended'];
const OF_SIGN_IN: readonly ErrorCode[] = ['session/sign-in-failed', 'session/sign-in-expired', 'session/not-for-pages'];

const YAML = ['application/yaml'];
const SCHEMA = 'application/schema+json';
const json = z.looseObject({});
const anything = z.unknown();

export const OWN_ADDRESSES: readonly OwnAddress[] = [
  {
    path: '/',
    operationId: 'overview',
    answer: { schema: anything, summary: 'The front page, for people with a browser', mediaTypes: ['text/html'] },
  },
  {
    path: '/api',
    operationId: 'interfaces',
    answer: { schema: anything, summary: 'Which interfaces there are, as a page', mediaTypes: ['text/html'] },
  },
  {
    path: '/contracts',
    operationId: 'contractsIndex',
    answer: { schema: contractsView, summary: 'Where the descriptions of interfaces and events are' },
  },
  {
    path: '/contracts/asyncapi.yaml',
    operationId: 'asyncapi',
    answer: { schema: anything, summary: 'Events of all services, as AsyncAPI', mediaTypes: YAML },
  },
  {
    path: '/contracts/problem-codes.json',
    operationId: 'problemCodes',
    answer: { schema: json, summary: 'Codes of refusals with their texts and next steps' },
  },
  {
    path: '/contracts/openapi/{document}',
    operationId: 'openapi',
    answer: { schema: anything, summary: 'Operations of a service, as OpenAPI', mediaTypes: YAML },
  },
  {
    path: '/contracts/events/{document}',
    operationId: 'sharedSchema',
    answer: { schema: anything, summary: 'Shapes that several events share', mediaTypes: [SCHEMA] },
  },
  {
    path: '/contracts/events/{producer}/{document}',
    operationId: 'eventSchema',
    answer: { schema: anything, summary: 'JSON Schema of an event', mediaTypes: [SCHEMA] },
  },
  {
    path: '/contracts/events/{producer}/samples/{document}',
    operationId: 'eventSample',
    answer: { schema: json, summary: 'Golden sample of an event' },
  },
  {
    path: '/session/login',
    status: 302,
    refusedByPage: true,
    operationId: 'signIn',
    answer: { schema: null, summary: 'Leads the browser to the sign-in of the issuer' },
  },
  {
    path: '/callback',
    status: 303,
    refusedByPage: true,
    operationId: 'signedIn',
    answer: {
      schema: null,
      summary: 'Where the issuer sends the browser back to',
      problems: OF_SIGN_IN,
    },
  },
  {
    path: '/session',
    operationId: 'session',
    answer: { schema: sessionView, summary: 'Who is signed in, by the session cookie', problems: OF_SESSION },
  },
  {
    path: '/session/stay',
    verb: 'post',
    operationId: 'staySignedIn',
    answer: {
      schema: sessionView,
      summary: 'Keeps the session for another idle time',
      problems: [...OF_SESSION, 'session/csrf' satisfies ErrorCode],
    },
  },
  {
    path: '/session/logout',
    verb: 'post',
    operationId: 'signOut',
    answer: { schema: signedOutView, summary: 'Ends the session', problems: ['session/csrf' satisfies ErrorCode] },
  },
  {
    path: '/session/backchannel-logout',
    verb: 'post',
    operationId: 'signedOutAtIssuer',
    answer: {
      schema: endedView,
      summary: 'For the issuer: OpenID Connect Back-Channel Logout 1.0, a form with logout_token',
      problems: ['session/logout-token-invalid' satisfies ErrorCode],
    },
  },
  {
    path: '/institutions',
    operationId: 'institutions',
    answer: { schema: institutionsView, summary: 'The institutions, by their Finnish names' },
  },
  {
    path: '/institutions/{oid}',
    operationId: 'institutionNotices',
    answer: {
      schema: institutionNoticesView,
      summary: 'What an institution says of privacy and accessibility',
      problems: ['platform/not-found'],
    },
  },
  {
    path: '/institutions/{oid}/logo',
    operationId: 'institutionLogo',
    answer: {
      schema: anything,
      summary: 'The logo of an institution',
      mediaTypes: ['image/svg+xml', 'image/png'],
      problems: ['platform/not-found'],
    },
  },
  {
    path: '/csp-reports',
    verb: 'post',
    status: 204,
    operationId: 'reportCspViolations',
    answer: { schema: null, summary: 'For browsers: violations of the content security policy, in both formats' },
  },
  {
    path: '/events',
    operationId: 'events',
    answer: {
      schema: anything,
      summary: 'Hears what has changed, as server-sent events: { kind, id?, version? }, or `resync`',
      mediaTypes: [EVENT_STREAM],
      problems: OF_SESSION,
    },
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
