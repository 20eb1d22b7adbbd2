import 'reflect-metadata';
import { connect } from 'node:net';
import { Controller, Get, Injectable, Module, Post, Put, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AUDIENCE, localIssuer, type LocalIssuer } from '#testing';
import { Public } from '../auth/decorators.js';
import { Clock } from '../clock.js';
import { loadConfig } from '../config/config.js';
import { httpSettings, oidcSettings, runtimeSettings } from '../config/settings.js';
import { ProblemError } from '../errors/problem.js';
import { LIVENESS_CHECKS, ReadinessCheck } from '../health/checks.js';
import { Answers, Deprecated } from '../http/answers.js';
import { ExpectedVersion, ValidBody, ValidParams, ValidQuery, withVersion } from '../http/request-decorators.js';
import { Command, type SentCommand } from '../http/sent-command.js';
import { Lifecycle } from '../lifecycle.js';
import { metrics } from '../metrics/metrics.js';
import { PlatformModule } from '../platform.module.js';
import { currentTrace } from '../trace/trace.js';
import { createService } from './start-service.js';

const noteSchema = z.object({ title: z.string().max(20), credits: z.number().min(0).max(999).optional() });
const changeSchema = z.object({ names: z.array(z.string().max(3)).optional() });
const anything = z.unknown();
const noteView = z.object({ id: z.guid() }).meta({ id: 'Note' });
const idSchema = z.object({ id: z.uuid() });
const pageSchema = z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), q: z.string().optional() });

const failures: Record<string, () => Error> = {
  bug: () => new TypeError('x is not a function'),
  refusal: () => new ProblemError<string>('note/refused', { names: ['a', 'b'], status: 200 }),
  unlisted: () => new ProblemError<string>('note/in-no-table'),
  refused: () => Object.assign(new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]), {}),
  terminated: () => new Error('Connection terminated unexpectedly'),
  admin: () => Object.assign(new Error('terminating connection'), { code: '57P01' }),
  wrapped: () => Object.assign(new Error('query failed'), { driverError: { code: '08006' } }),
  value: () => Object.assign(new Error('invalid byte sequence'), { code: '22021' }),
  duplicate: () => Object.assign(new Error('duplicate key'), { driverError: { code: '23505' } }),
};

@Controller('api/applications/v1/notes')
class NotesController {
  @Get()
  @Answers(anything, { summary: 'List notes' })
  list(@ValidQuery(pageSchema) query: z.infer<typeof pageSchema>): unknown {
    return query;
  }

  @Post()
  @Answers(anything, { summary: 'Write a note' })
  create(
    @ValidBody(noteSchema) body: z.infer<typeof noteSchema>,
    @Command('none') { actor, key }: SentCommand,
  ): unknown {
    return { body, actor, key, trace: currentTrace() };
  }

  @Get(':id')
  @Answers(noteView, { summary: 'Read a note', roles: ['STUDENT'], problems: ['note/refused'] })
  @Deprecated({ since: '2026-12-01', sunset: '2027-12-01', successor: '/api/applications/v2/notes' })
  read(
    @ValidParams(idSchema) { id }: z.infer<typeof idSchema>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): unknown {
    withVersion(reply, 3);
    return { id };
  }

  @Put(':id')
  @Answers(anything, { summary: 'Change a note' })
  change(
    @ValidParams(idSchema) { id }: z.infer<typeof idSchema>,
    @ExpectedVersion('required') version: number,
    @ValidQuery(pageSchema) query: z.infer<typeof pageSchema>,
    @ValidBody(changeSchema) _: z.infer<typeof changeSchema>,
  ): unknown {
    return { id, version, limit: query.limit };
  }

  @Post('slow')
  @Answers(anything, { summary: 'Wait a while' })
  async slow(): Promise<unknown> {
    slowRequestArrived.resolve();
    await gate.promise;
    return { done: true };
  }

  @Public()
  @Post('fail/:kind')
  @Answers(anything, { summary: 'Fail in some way' })
  fail(@ValidParams(z.object({ kind: z.string() })) { kind }: { kind: string }): never {
    throw failures[kind]?.() ?? new ProblemError('platform/not-found');
  }
}

const states = { database: true, consumer: true };

@Injectable()
class DatabaseCheck extends ReadinessCheck {
  readonly name = 'database';
  async check(): Promise<void> {
    if (!states.database) throw new Error('postgres://user:secret@host is down');
  }
}

/** Lets the slow request end. */
const gate = Promise.withResolvers<void>();
const slowRequestArrived = Promise.withResolvers<void>();

let issuer: LocalIssuer;
let app: NestFastifyApplication;
let token: string;

beforeAll(async () => {
  issuer = await localIssuer();
  token = await issuer.token();
  const schema = z.object({ ...runtimeSettings, ...httpSettings, ...oidcSettings });
  const config = loadConfig(schema, {
    LOG_LEVEL: 'silent',
    HTTP_PORT: '0',
    METRICS_PORT: '0',
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: AUDIENCE,
  });
  const consumer = {
    name: 'consumer',
    check: async () => (states.consumer ? undefined : Promise.reject(new Error('crashed'))),
  };
  const errors = {
    'note/refused': {
      status: 409,
      level: 'info' as const,
      title: { fi: 'Ei käy', sv: 'Går inte', en: 'No' },
      detail: { fi: 'Syy: {names}', sv: 'Orsak: {names}', en: 'Reason: {names} {missing}' },
    },
  };

  @Module({
    imports: [PlatformModule.forService({ name: 'applications', config, errors })],
    controllers: [NotesController],
    providers: [DatabaseCheck, { provide: LIVENESS_CHECKS, useValue: consumer }],
  })
  class NotesModule {}

  app = await createService({ name: 'applications', module: NotesModule });
  await app.listen(0, '127.0.0.1');
});

afterAll(() => issuer.close());

const notes = '/api/applications/v1/notes';

/** What the tests look at in any of the answers. */
interface Body {
  [field: string]: unknown;
  code: string;
  title: string;
  detail: string;
  requestId: string;
  trace: { traceparent: string };
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  parameters: { name: string }[];
  requestBody: { content: Record<string, { schema: object }> };
  responses: Record<string, { content: Record<string, unknown> }>;
  security: unknown[];
}

interface Sent {
  body?: string | Buffer<ArrayBuffer>;
  /** Besides the token; undefined leaves a header out. */
  headers?: Record<string, string | undefined>;
}

async function call(method: string, path: string, { body, headers = {} }: Sent = {}) {
  const given = new Headers();
  for (const [name, value] of Object.entries({ authorization: `Bearer ${token}`, ...headers })) {
    if (value !== undefined) given.set(name, value);
  }
  const response = await fetch(`${await app.getUrl()}${path}`, { method, headers: given, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const json = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  call('POST', notes, { body, headers: { 'content-type': 'application/json', ...headers } });

describe('requests that are taken', () => {
  it('the actor comes from the token; roles nobody knows are left out', async () => {
    const { status, body } = await json('{"title":"öljy","credits":5}');
    expect(status).toBe(201);
    expect(body.body).toEqual({ title: 'öljy', credits: 5 });
    expect(body.actor).toEqual({
      personId: '1.2.246.562.24.00000000001',
      institutionOid: '1.2.246.562.10.10000000001',
      roles: ['HANDLER'],
      username: 'hanna',
    });
  });

  it('request id and trace context go on into the handler and the request id comes back', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const { headers, body } = await json('{"title":"a"}', { 'x-request-id': 'my-id.1', traceparent });
    expect(headers.get('x-request-id')).toBe('my-id.1');
    expect(body.trace).toEqual({ traceparent, correlationId: 'my-id.1' });
  });

  it.each(['ä b', 'a'.repeat(129), '{"x":1}', ''])('a malformed request id %j is replaced', async (id) => {
    const { headers } = await json('{"title":"a"}', { 'x-request-id': Buffer.from(id).toString('latin1') });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['00-00000000000000000000000000000000-b7ad6b7169203331-01', 'nonsense'])(
    'a malformed traceparent %s is replaced',
    async (traceparent) => {
      const { body } = await json('{"title":"a"}', { traceparent });
      expect(body.trace.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(body.trace.traceparent).not.toBe(traceparent);
    },
  );

  it('versions travel as ETag and If-Match', async () => {
    const id = crypto.randomUUID();
    expect((await call('GET', `${notes}/${id}`)).headers.get('etag')).toBe('"3"');
    const { status, body } = await call('PUT', `${notes}/${id}`, { headers: { 'if-match': '"3"' } });
    expect([status, body.version]).toEqual([200, 3]);
  });

  it('no cache keeps an answer with personal data', async () => {
    const { headers } = await call('GET', notes);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['DELETE', notes, 'GET, HEAD, POST'],
    ['POST', `${notes}/0193a0b0-0000-7000-8000-000000000001`, 'GET, HEAD, PUT'],
  ])('%s %s → 405 with Allow: %s', async (method, path, allow) => {
    const { status, headers, body } = await call(method, path);
    expect([status, headers.get('allow'), body.code]).toEqual([405, allow, 'platform/method-not-allowed']);
  });

  it('answers carry security headers', async () => {
    const { headers } = await call('GET', notes);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

function request(method: string, target: string, ...headers: string[]): string {
  return [`${method} ${target} HTTP/1.1`, 'host: localhost', 'connection: close', ...headers, '', ''].join('\r\n');
}

function large(megabytes: number, ...headers: string[]): string {
  const length = megabytes * 1024 * 1024;
  const all = ['content-type: application/json', `content-length: ${length}`, ...headers];
  return request('POST', notes, ...all).concat('a'.repeat(length));
}

describe('bad input', () => {
  const bad = (bytes: number[]) => Buffer.concat([Buffer.from('{"title":"'), Buffer.from(bytes), Buffer.from('"}')]);

  it.each<[string, number, string, string | Buffer<ArrayBuffer>, Record<string, string>]>([
    ['malformed JSON', 400, 'platform/malformed-json', '{"title":', {}],
    ['bytes that are not UTF-8', 400, 'platform/not-utf8', bad([0xe4, 0xf6]), {}],
    ['an overlong UTF-8 form', 400, 'platform/not-utf8', bad([0xc0, 0x80]), {}],
    ['a surrogate half in UTF-8', 400, 'platform/not-utf8', bad([0xed, 0xa0, 0x80]), {}],
    ['an escaped NUL', 400, 'platform/validation-failed', '{"title":"a\\u0000b"}', {}],
    ['an escaped surrogate half', 400, 'platform/validation-failed', '{"title":"\\ud800"}', {}],
    ['a NUL in a name', 400, 'platform/validation-failed', '{"title":"a","\\u0000":1}', {}],
    ['a raw NUL', 400, 'platform/malformed-json', '{"title":"a\0b"}', {}],
    ['__proto__', 400, 'platform/validation-failed', '{"title":"a","__proto__":{"x":1}}', {}],
    ['an unknown field', 400, 'platform/validation-failed', '{"title":"a","institutionOid":"1.2"}', {}],
    ['a wrong type', 400, 'platform/validation-failed', '{"title":7}', {}],
    ['no body', 400, 'platform/validation-failed', '', {}],
    ['an array', 400, 'platform/validation-failed', '[]', {}],
    ['null', 400, 'platform/validation-failed', 'null', {}],
    ['negative credits', 400, 'platform/validation-failed', '{"title":"a","credits":-1}', {}],
    ['credits of 1000 digits', 400, 'platform/validation-failed', `{"title":"a","credits":${'9'.repeat(1000)}}`, {}],
    ['100 000 levels', 400, 'platform/validation-failed', '['.repeat(100_000) + ']'.repeat(100_000), {}],
    ['more than 256 kB', 413, 'platform/body-too-large', JSON.stringify({ title: 'a'.repeat(300_000) }), {}],
    ['XML', 415, 'platform/unsupported-media-type', '<a/>', { 'content-type': 'application/xml' }],
    [
      'a form',
      415,
      'platform/unsupported-media-type',
      'title=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'another charset',
      415,
      'platform/unsupported-media-type',
      '{"title":"a"}',
      { 'content-type': 'application/json; charset=iso-8859-1' },
    ],
    ['a compressed body', 415, 'platform/unsupported-media-type', '{"title":"a"}', { 'content-encoding': 'gzip' }],
    ['an odd idempotency key', 400, 'platform/not-acceptable-key', '{"title":"a"}', { 'idempotency-key': 'a b' }],
  ])('%s → %d %s', async (_name, status, code, body, headers) => {
    const answer = await json(body, headers);
    expect(answer.body).toMatchObject({ status, code, type: `urn:hyvaksiluku:problem:${code}`, instance: notes });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it('every mistake is listed, with its place, a code and a text in the wished language, never the value', async () => {
    const { body } = await json('{"credits":"hemlighet","extra":1}', { 'accept-language': 'sv-FI,en;q=0.5' });
    expect(body.title).toBe('Begäran innehåller fel');
    expect(body.errors).toEqual([
      expect.objectContaining({ path: 'title', code: 'invalid_type' }),
      expect.objectContaining({ path: 'credits', code: 'invalid_type' }),
      expect.objectContaining({ path: '', code: 'unrecognized_keys' }),
    ]);
    expect(JSON.stringify(body)).not.toContain('hemlighet');
  });

  it('path, query, headers and body are judged together: the code is that of the first wrong part, the errors are all', async () => {
    const answer = await call('PUT', `${notes}/1?limit=0`, {
      ...{ body: '{"names":["a","too long"],"more":1}' },
      headers: { 'content-type': 'application/json', 'if-match': '3', 'accept-language': 'en' },
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'platform/validation-failed' });
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        { path: 'id', field: 'Identifier', code: 'invalid_format', message: expect.stringContaining('such as') },
        { path: 'limit', field: 'Rows on a page', code: 'too_small', message: 'The value must be at least 1.' },
        { path: 'If-Match', field: 'Version (If-Match)', code: 'invalid_format', message: expect.any(String) },
        { path: 'names.1', field: 'names 2', code: 'too_big', message: 'Write at most 3 characters.' },
        { path: '', field: 'The request', code: 'unrecognized_keys', message: expect.stringContaining('more') },
      ]),
    );
    expect(answer.body.errors).toHaveLength(5);
  });

  it('a missing version keeps its code and status beside other mistakes of headers and path', async () => {
    const { body, status } = await call('PUT', `${notes}/1`, { headers: { 'accept-language': 'sv' } });
    expect(status).toBe(428);
    expect(body.errors).toEqual([
      expect.objectContaining({ path: 'If-Match' }),
      expect.objectContaining({ path: 'id' }),
    ]);
  });

  it('a hundred mistakes are listed, the others are counted', async () => {
    const { body } = await call('PUT', `${notes}/${crypto.randomUUID()}`, {
      ...{ body: JSON.stringify({ names: Array(150).fill('too long') }) },
      headers: { 'content-type': 'application/json', 'if-match': '"3"' },
    });
    expect(body.errors).toHaveLength(100);
    expect(body.moreErrors).toBe(50);
  });

  it.each([
    ['GET', `${notes}/not-a-uuid`, 400, 'platform/validation-failed'],
    ['GET', `${notes}/${'a'.repeat(300)}`, 400, 'platform/malformed-request'],
    ['GET', `${notes}/%00`, 400, 'platform/validation-failed'],
    ['GET', `${notes}/%zz`, 400, 'platform/malformed-request'],
    ['GET', `${notes}?limit=0`, 400, 'platform/validation-failed'],
    ['GET', `${notes}?limit=1&limit=2`, 400, 'platform/validation-failed'],
    ['GET', `${notes}?q=%00`, 400, 'platform/validation-failed'],
    ['GET', `${notes}?unknown=1`, 400, 'platform/validation-failed'],
    ['GET', '/nowhere', 404, 'platform/not-found'],
    ['DELETE', '/nowhere', 404, 'platform/not-found'],
    ['DELETE', notes, 405, 'platform/method-not-allowed'],
    ['GET', `${notes}/..%5cx`, 400, 'platform/malformed-request'],
    ['PUT', `${notes}/4f8c2c5e-6df0-4f0e-8b39-0b3d1f3f7a11`, 428, 'platform/version-required'],
  ])('%s %s → %d %s', async (method, path, status, code) => {
    const answer = await call(method, path);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
  });

  it.each(['3', '"x"', '*', '"3", "4"'])('If-Match: %s → 400', async (version) => {
    const { body } = await call('PUT', `${notes}/${crypto.randomUUID()}`, { headers: { 'if-match': version } });
    expect(body).toMatchObject({ code: 'platform/validation-failed', errors: [{ path: 'If-Match' }] });
  });

  it.each<[string, string | (() => string), string, string]>([
    ['bytes that are not HTTP', 'nonsense\r\n\r\n', '400', 'platform/malformed-request'],
    ['an expectation that nobody knows', request('GET', notes, 'expect: tea'), '417', 'platform/expectation-failed'],
    ['no Host', `GET ${notes} HTTP/1.1\r\nconnection: close\r\n\r\n`, '400', 'platform/malformed-request'],
    ['an absolute address', request('GET', `http://elsewhere.example${notes}`), '400', 'platform/malformed-request'],
    ['an asterisk', request('OPTIONS', '*'), '400', 'platform/malformed-request'],
    ['headers without end', `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, '431', 'platform/headers-too-large'],
    [
      '10 MB, sent to their end before the answer is read,',
      () => large(10, `authorization: Bearer ${token}`),
      '413',
      'platform/body-too-large',
    ],
    ['the largest body of somebody who has not signed in', () => large(2), '401', 'platform/not-authenticated'],
  ])('%s answered', async (_name, bytes, status, code) => {
    const port = Number(new URL(await app.getUrl()).port);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => {
        socket.pause();
        socket.write(typeof bytes === 'string' ? bytes : bytes(), () => socket.resume());
      });
      socket
        .on('data', (data) => (text += data.toString()))
        .on('end', () => resolve(text))
        .on('error', reject);
    });
    expect(answer).toContain(`HTTP/1.1 ${status}`);
    expect(answer).toContain(`"code":"${code}"`);
  });
});

describe('failures', () => {
  const fail = (kind: string, headers = {}) =>
    call('POST', `${notes}/fail/${kind}`, { headers: { authorization: undefined, ...headers } });

  it('a refusal has the text of the table, its details, and cannot change the fixed fields', async () => {
    const { status, body } = await fail('refusal');
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'note/refused',
      status: 409,
      title: 'Ei käy',
      detail: 'Syy: a, b',
      names: ['a', 'b'],
    });
    expect((await fail('refusal', { 'accept-language': 'de, en;q=0.8, fi;q=0.1' })).body.detail).toBe(
      'Reason: a, b {missing}',
    );
  });

  it.each(['bug', 'unlisted'])('%s → 500 without inner details', async (kind) => {
    const { status, body } = await fail(kind);
    expect([status, body.code]).toEqual([500, 'platform/internal']);
    expect(body.detail).toContain(body.requestId);
    expect(JSON.stringify(body)).not.toMatch(/function|in-no-table/);
  });

  it.each(['refused', 'terminated', 'admin', 'wrapped'])('database away (%s) → 503 with Retry-After', async (kind) => {
    const { status, body, headers } = await fail(kind);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'platform/unavailable', '5']);
  });

  it('a value the database cannot take → 400; a duplicate → 409', async () => {
    expect((await fail('value')).body.code).toBe('platform/validation-failed');
    expect((await fail('duplicate')).body.code).toBe('platform/conflict');
  });
});

describe('health, metrics, OpenAPI', () => {
  it('ready follows its checks, live only its own, startup stays once reached', async () => {
    expect((await call('GET', '/health/ready')).body).toEqual({ status: 'ok', checks: { database: 'up' } });
    expect((await call('GET', '/health/startup')).status).toBe(200);
    states.database = false;
    const notReady = await call('GET', '/health/ready', { headers: { authorization: undefined } });
    expect([notReady.status, notReady.body]).toEqual([503, { status: 'error', checks: { database: 'down' } }]);
    expect((await call('GET', '/health/startup')).status).toBe(200);
    expect((await call('GET', '/health/live')).body).toEqual({ status: 'ok', checks: { consumer: 'up' } });
    states.database = true;
    states.consumer = false;
    expect((await call('GET', '/health/live')).status).toBe(503);
    expect((await call('GET', '/health/ready')).status).toBe(200);
    states.consumer = true;
  });

  it('say what time the service has, while its clock is moved', async () => {
    const clock = app.get(Clock);
    // Before the getter of the class, until it is deleted.
    Object.defineProperty(clock, 'movedByMs', { value: 86_400_000, configurable: true });
    const { body } = await call('GET', '/health/live');
    Reflect.deleteProperty(clock, 'movedByMs');
    expect(body).toMatchObject({ status: 'ok', clock: { now: expect.any(String), movedByMs: 86_400_000 } });
    expect((await call('GET', '/health/live')).body).not.toHaveProperty('clock');
  });

  it('requests are measured by route template', async () => {
    await call('GET', `${notes}/${crypto.randomUUID()}`);
    const text = await metrics.registry.metrics();
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/api\/applications\/v1\/notes\/:id",status="200"\} \d/,
    );
  });

  it('the OpenAPI document is public and shows schemas, parameters and problems', async () => {
    const { status, body } = await call('GET', '/api/applications/openapi.json', {
      headers: { authorization: undefined },
    });
    expect(status).toBe(200);
    expect(Object.keys(body.paths)).toEqual([notes, `${notes}/fail/{kind}`, `${notes}/slow`, `${notes}/{id}`]);
    const { get, post } = body.paths[notes] ?? {};
    expect(post?.requestBody.content['application/json']?.schema).toMatchObject({
      required: ['title'],
      additionalProperties: false,
    });
    expect(get?.parameters.map(({ name }) => name)).toEqual(['limit', 'q']);
    const ifMatch = expect.objectContaining({ in: 'header', name: 'If-Match', required: true });
    expect(body.paths[`${notes}/{id}`]?.['put']?.parameters).toContainEqual(ifMatch);
    expect(body.paths[`${notes}/fail/{kind}`]?.['post']?.security).toEqual([]);
  });

  it('an operation says what it answers, who may use it, and the codes by which it is refused', async () => {
    const { paths } = (await call('GET', '/api/applications/openapi.json')).body;
    const { get } = paths[`${notes}/{id}`] ?? {};
    expect(get).toMatchObject({ operationId: 'notesRead', summary: 'Read a note', 'x-roles': ['STUDENT'] });
    expect(get?.responses['200']?.content['application/json']).toEqual({
      schema: { $ref: '#/components/schemas/Note' },
    });
    expect(JSON.stringify(get?.responses['409'])).toContain('"enum":["note/refused"]');
    expect(JSON.stringify(get?.responses['400'])).toContain(
      '"enum":["platform/malformed-request","platform/validation-failed"]',
    );
    expect(get?.responses['503']).toEqual({ $ref: '#/components/responses/problem503' });
    const { put } = paths[`${notes}/{id}`] ?? {};
    expect(Object.keys(put?.responses ?? {})).toEqual(expect.arrayContaining(['409', '428']));
  });

  it('an operation that ends is marked, and every answer of it says since when, until when and what to use instead', async () => {
    const { paths } = (await call('GET', '/api/applications/openapi.json')).body;
    expect(paths[`${notes}/{id}`]?.['get']).toMatchObject({
      deprecated: true,
      'x-deprecation': { since: '2026-12-01', sunset: '2027-12-01', successor: '/api/applications/v2/notes' },
    });
    const announced = {
      deprecation: '@1796083200',
      sunset: 'Wed, 01 Dec 2027 00:00:00 GMT',
      link: '</api/applications/v2/notes>; rel="successor-version"',
    };
    const answers = [await call('GET', `${notes}/${crypto.randomUUID()}`), await call('GET', `${notes}/none`)];
    expect(answers.map(({ status }) => status)).toEqual([200, 400]);
    for (const { headers } of answers) expect(Object.fromEntries(headers)).toMatchObject(announced);
    expect((await call('GET', notes)).headers.get('sunset')).toBeNull();
  });

  it.each([
    ['2026-12-01', '2027-11-30', 'less than 12 months'],
    ['2026-13-01', '2027-11-30', 'no day'],
  ])('an end that is announced on %s for %s is refused: %s', (since, sunset, why) => {
    expect(() => Deprecated({ since, sunset })).toThrow(why);
  });
});

describe('stop', () => {
  it('readiness goes off first and the phases run in order, a failing one included', async () => {
    const lifecycle = new Lifecycle();
    const steps: string[] = [];
    lifecycle.onStop('flush', async () => void steps.push('flush'));
    lifecycle.onStop('intake', async () => {
      await new Promise(setImmediate);
      steps.push(`intake ${lifecycle.stopping}`);
    });
    lifecycle.onStop('schedules', async () => {
      steps.push('schedules');
      throw new Error('cannot stop');
    });
    expect(lifecycle.stopping).toBe(false);
    await lifecycle.beforeApplicationShutdown();
    expect(steps).toEqual(['schedules', 'intake true', 'flush']);
  });

  it('from the stop signal on readiness is off, requests are still answered and connections close', async () => {
    app.get(Lifecycle).beginStop();
    const ready = await call('GET', '/health/ready');
    expect([ready.status, ready.body.status]).toEqual([503, 'stopping']);
    const { status, headers } = await call('GET', notes);
    expect([status, headers.get('connection')]).toEqual([200, 'close']);
  });

  it('a request in flight is finished, and its connection does not hold up the end', async () => {
    const slow = call('POST', `${notes}/slow`);
    await slowRequestArrived.promise;
    const closed = app.close();
    gate.resolve();
    const { status, headers } = await slow;
    expect([status, headers.get('connection')]).toEqual([201, 'close']);
    await closed;
    expect(app.getHttpServer().listening).toBe(false);
  }, 5_000);
});
