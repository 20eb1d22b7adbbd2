import {
  createServer,
  request,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { randomUUID } from 'node:crypto';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig, metrics } from '#platform';
import { eventually, localIssuer, type LocalIssuer } from '#testing';
import { configSchema } from './config.js';
import { createGateway } from './gateway.js';
import { OWN_ADDRESSES } from './own-addresses.js';

interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const seen: Seen[] = [];
const lastSeen = (): Seen => seen.at(-1) ?? { method: '', url: '', headers: {}, body: '' };
const state = { ready: true, stopping: false };
const silent = { log: () => undefined, warn: () => undefined, error: () => undefined };
let settings: Record<string, string>;
let service: Server;
let issuer: LocalIssuer;
let bearer: string;
let gateway: FastifyInstance;
let origin: string;

async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { url = '', method = '', headers } = incoming;
  if (!url.startsWith('/health') && !url.startsWith('/.well-known'))
    seen.push({ url, method, headers, body: Buffer.concat(chunks).toString() });
  if (url.endsWith('/slow')) return;
  if (url.endsWith('/cut')) return void incoming.socket.destroy();
  const status = url === '/health/ready' && !state.ready ? 503 : 200;
  response.writeHead(status, {
    'content-type': 'application/json',
    connection: 'close',
    'keep-alive': 'timeout=1',
    etag: '"3"',
  });
  response.end(JSON.stringify({ url }));
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  service = createServer((incoming, response) => void answer(incoming, response));
  const url = await listening(service);
  issuer = await localIssuer();
  bearer = `Bearer ${await issuer.token()}`;
  const closed = createServer();
  const nobody = await listening(closed);
  await new Promise((resolve) => closed.close(resolve));
  settings = {
    APPLICATIONS_URL: url,
    DECISIONS_URL: `${url}/`,
    RECOGNITION_BANK_URL: url,
    NOTIFICATIONS_URL: url,
    STUDY_RIGHTS_URL: nobody,
    OIDC_ISSUER: issuer.url,
    UPSTREAM_TIMEOUT_SECONDS: '0.5',
    // Nobody listens there: what needs no session needs no database.
    DATABASE_URL: `postgres://gateway:x@${new URL(nobody).host}/gateway`,
    SESSION_KEYS: Buffer.alloc(32).toString('base64'),
  };
  gateway = await createGateway(loadConfig(configSchema, settings), silent, () => state.stopping);
  origin = await gateway.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await gateway.close();
  await issuer.close();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

describe('own addresses', () => {
  it('are those of its OpenAPI document', () => {
    const samples: Readonly<Record<string, string>> = { document: 'x.yaml', producer: 'applications', oid: ':oid' };
    const filled = OWN_ADDRESSES.map(({ path, verb = 'get' }) => ({
      path: path.replace(/\{(\w+)\}/g, (_, name: string) => samples[name] ?? ''),
      method: verb.toUpperCase() as 'GET' | 'POST',
    }));
    const known = filled.map(({ path }) => path);
    expect(filled.filter(({ path, method }) => !gateway.findRoute({ method, url: routeOf(path) }))).toEqual([]);
    const own = routesIn(gateway.printRoutes({ commonPrefix: false })).filter(
      (path) => !/^\/(api|koski|ehoks)/.test(path),
    );
    expect(own).toContain('/health/live');
    expect(own.filter((path) => !known.some((one) => routeOf(one) === path))).toEqual([]);
  });
});

/** The paths of Fastify's tree of routes: a line that names methods is a route, below those that begin its path. */
function routesIn(tree: string): string[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, lead = '', segment = '', methods] = /^(.*)[├└]── (\S*)(?: \((.+)\))?$/.exec(line) ?? [];
    above.splice(lead.length / 4, Infinity, segment);
    return methods === undefined ? [] : [above.join('').replace(/\/?\*$/, '/*')];
  });
}

/** The contracts are one route, regardless of the document requested. */
function routeOf(path: string): string {
  return path.startsWith('/contracts/') ? '/contracts/*' : path;
}

describe('passing on', () => {
  it.each(['applications', 'decisions', 'recognition-bank', 'notifications'])(
    '/api/%s reaches its service unchanged',
    async (name) => {
      const path = `/api/${name}/v1/things/%C3%B6?limit=2&q=a%20b`;
      const response = await fetch(origin + path);
      expect(await response.json()).toEqual({ url: path });
      expect(response.headers.get('etag')).toBe('"3"');
    },
  );

  it('method, body, authorization, If-Match, request id and trace go on; forwarding headers are added', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const body = JSON.stringify({ name: 'öljy' });
    const response = await fetch(`${origin}/api/applications/v1/applications/1`, {
      method: 'PUT',
      body,
      headers: {
        authorization: bearer,
        'content-type': 'application/json',
        'if-match': '"3"',
        'x-request-id': 'r-1',
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'elsewhere.example',
        traceparent,
      },
    });
    expect(response.status).toBe(200);
    expect(lastSeen()).toMatchObject({
      method: 'PUT',
      body,
      headers: {
        authorization: bearer,
        'if-match': '"3"',
        'x-request-id': 'r-1',
        traceparent,
        'content-length': String(Buffer.byteLength(body)),
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': new URL(origin).host,
      },
    });
    expect(response.headers.get('x-request-id')).toBe('r-1');
  });

  it.each([
    ['127.0.0.1', 'a trusted proxy'],
    ['10.0.0.0/8, 127.0.0.0/8', 'one of a trusted range'],
  ])('TRUSTED_PROXIES=%s: what %s says of the client goes on', async (TRUSTED_PROXIES) => {
    const trusting = await createGateway(loadConfig(configSchema, { ...settings, TRUSTED_PROXIES }), silent);
    try {
      const address = await trusting.listen({ host: '127.0.0.1', port: 0 });
      const said = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'ahot.example' };
      await fetch(`${address}/api/applications/v1/applications/1`, { headers: said });
      expect(lastSeen().headers).toMatchObject({ ...said, 'x-forwarded-for': '192.0.2.1, 127.0.0.1' });
    } finally {
      await trusting.close();
    }
  });

  it('a request id and a trace are made where there are none', async () => {
    const response = await fetch(`${origin}/api/applications/v1/x`, { headers: { 'x-request-id': 'ö' } });
    const { headers } = lastSeen();
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-request-id']).toBe(response.headers.get('x-request-id'));
    expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('headers of one connection stay on it', async () => {
    const response = await fetch(`${origin}/api/applications/v1/x`);
    expect(response.headers.get('connection')).not.toBe('close');
    expect(response.headers.get('keep-alive')).not.toBe('timeout=1');
    await new Promise<void>((resolve, reject) => {
      const headers = {
        connection: 'x-secret',
        'x-secret': '1',
        te: 'trailers',
        'transfer-encoding': 'chunked',
        authorization: bearer,
      };
      const sent = request(`${origin}/api/applications/v1/chunked`, { method: 'POST', headers }, (incoming) =>
        incoming.resume().on('end', resolve),
      );
      sent.on('error', reject).end('{}');
    });
    const { headers, body } = lastSeen();
    expect(headers).toMatchObject({ 'content-length': '2' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-secret']));
    expect(headers['te'] ?? headers['transfer-encoding']).toBeUndefined();
    expect(body).toBe('{}');
  });

  it('a POST without body goes on as one', async () => {
    const response = await fetch(`${origin}/api/applications/v1/x/submit`, { method: 'POST' });
    expect([response.status, lastSeen().body]).toEqual([200, '']);
  });
});

describe('what is not passed on', () => {
  it.each<[string, string, number, string, RequestInit]>([
    ['an unknown path', '/api/other/v1/x', 404, 'platform/not-found', {}],
    ['a folder', '/api/', 404, 'platform/not-found', {}],
    ['a name that only begins alike', '/api/applicationsx', 404, 'platform/not-found', {}],
    ['a malformed path', '/api/%zz', 400, 'platform/malformed-request', {}],
    [
      'a body above 256 kB',
      '/api/applications/v1/x',
      413,
      'platform/body-too-large',
      { method: 'POST', body: 'a'.repeat(300_000) },
    ],
    [
      'a HOKS above 2 MB',
      '/api/study-rights/v1/hoks/1',
      413,
      'platform/body-too-large',
      { method: 'PUT', body: 'a'.repeat(2 * 1024 * 1024 + 1) },
    ],
    [
      'a HOKS of 2 MB, to a service that is down',
      '/api/study-rights/v1/hoks',
      503,
      'platform/unavailable',
      { method: 'POST', body: 'a'.repeat(2 * 1024 * 1024) },
    ],
    [
      'a path that only begins like that of a HOKS, above 256 kB',
      '/api/study-rights/v1/hoks-sections',
      413,
      'platform/body-too-large',
      { method: 'POST', body: 'a'.repeat(300_000) },
    ],
    ['a service that is down', '/api/study-rights/v1/x', 503, 'platform/unavailable', {}],
    [
      'a command to a service that is down',
      '/api/study-rights/v1/x',
      503,
      'platform/unavailable',
      { method: 'POST', body: '{}' },
    ],
    ['a service that does not answer', '/api/applications/v1/slow', 503, 'platform/unavailable', {}],
    [
      'a service that hangs up',
      '/api/applications/v1/cut',
      503,
      'platform/unavailable',
      { method: 'POST', body: '{}' },
    ],
  ])('%s → %s %d %s', async (_name, path, status, code, init) => {
    const headers = { authorization: bearer, 'accept-language': 'sv' };
    const response = await fetch(origin + path, { ...init, headers });
    const body = (await response.json()) as Record<string, unknown>;
    expect(response.status).toBe(status);
    expect(body).toMatchObject({ status, code, requestId: response.headers.get('x-request-id') });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.headers.get('content-language')).toBe('sv');
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
  });

  it('a command is sent once even when the service hangs up', async () => {
    const before = seen.length;
    const headers = { authorization: bearer };
    await fetch(`${origin}/api/applications/v1/cut`, { method: 'POST', body: '{}', headers });
    expect(seen.length - before).toBe(1);
  });

  it.each([
    '/api/applications/../../health/ready',
    '/api/applications/%2e%2e/%2e%2e/health/ready',
    '/api/applications/..%2f..%2fhealth/ready',
    '/api/applications/..%5c..%5chealth/ready',
    '/api/applications\\..\\..\\health',
    '//example.org/api/applications/v1/x',
    'http://example.org/api/applications/v1/x',
  ])('%s does not leave the service: 400 with a reason', async (path) => {
    const before = seen.length;
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(origin);
      request({ hostname, port, path }, (incoming) => resolve(incoming.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(400);
    expect(seen.length).toBe(before);
  });
});

describe('work before sign-in', () => {
  const PATH = '/api/applications/v1/applications';
  const WITHIN_MS = 5_000;
  const post = (authorization: string | undefined, path = PATH, body = '{}') =>
    fetch(origin + path, { method: 'POST', body, headers: authorization === undefined ? {} : { authorization } });

  it.each([
    ['nothing', undefined, PATH],
    ['a token that is none', 'Bearer x', PATH],
    ['a password where only people sign in', 'Basic eDp5', PATH],
    ['nothing at all for Koski', undefined, '/koski/api/oppija'],
  ])('a body with %s is refused, and no service hears of it', async (_what, authorization, path) => {
    const before = seen.length;
    const response = await post(authorization, path, 'a'.repeat(200_000));
    expect([response.status, seen.length]).toEqual([401, before]);
  });

  it('is done before the body has come: the answer is there while the client has sent its headers only', async () => {
    const { hostname, port } = new URL(origin);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-length': '1900000', expect: '100-continue' };
      const asking = request({ hostname, port, path: PATH, method: 'POST', headers }, (incoming) => {
        resolve(incoming.statusCode);
        asking.destroy();
      });
      asking.on('error', reject).flushHeaders();
      asking.on('continue', () => asking.end('a'.repeat(1_900_000)));
    });
    expect(status).toBe(401);
  });

  it('a client that writes all of its body before it reads learns why it was refused', async () => {
    expect(await rawPost(1_900_000)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('many that send at once are refused, answered and let go without all being read', async () => {
    const mebibyte = 1024 * 1024;
    const accepted: Socket[] = [];
    const note = (socket: Socket) => void accepted.push(socket);
    gateway.server.on('connection', note);
    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: 40 }, () => rawPost(1_800_000)));
    const seconds = (performance.now() - started) / 1_000;
    gateway.server.off('connection', note);
    expect(answers.filter((text) => /^HTTP\/1\.1 401 /.test(text)).length).toBe(40);
    expect(answers.every((text) => /connection: close/i.test(text))).toBe(true);
    const read = accepted.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    // What all share and what comes back of it, and the first two pieces of each.
    expect(read).toBeLessThan((12 + seconds) * mebibyte + 40 * 2 * 65_536);
    expect(seconds).toBeLessThan(10);
  });

  it('BODIES_MEGABYTES bounds what is held; requests above it are asked to come again, and it is given back', async () => {
    const { small, address, send } = await smallGateway();
    const before = seen.length;
    const held = Array.from({ length: 4 }, () => send('/api/applications/v1/slow').end('a'.repeat(250_000)));
    try {
      await eventually('all four are held', async () => seen.length === before + held.length, WITHIN_MS);
      expect(await short(address)).toBe(503);
      for (const asking of held) asking.destroy();
      await eventually('their room is given back', async () => (await short(address)) === 200, WITHIN_MS);
    } finally {
      for (const asking of held) asking.destroy();
      await small.close();
    }
  });

  it('one client holds half of it at most; another one is served meanwhile', async () => {
    const { small, address, send } = await smallGateway('8');
    const before = seen.length;
    const held = Array.from({ length: 16 }, () => send('/api/applications/v1/slow').end('a'.repeat(250_000)));
    try {
      await eventually('its half is held', async () => seen.length === before + held.length, WITHIN_MS);
      expect(await short(address, 256_000)).toBe(429);
      expect(await short(address, 100_000, `Bearer ${await issuer.token({ sub: randomUUID() })}`)).toBe(200);
      for (const asking of held) asking.destroy();
      await eventually('its room is given back', async () => (await short(address, 256_000)) === 200, WITHIN_MS);
    } finally {
      for (const asking of held) asking.destroy();
      await small.close();
    }
  });

  it('who leaves while signing in holds nothing', async () => {
    const released = Promise.withResolvers<void>();
    issuer.waitsFor = released.promise;
    const { small, address, send } = await smallGateway();
    const leaving = Array.from({ length: 5 }, () => send(PATH));
    try {
      const asked = issuer.requests.length;
      for (const asking of leaving) asking.write('a');
      await eventually(
        'all five are signing in',
        async () => issuer.requests.length > asked && (await connections(small)) === leaving.length,
        WITHIN_MS,
      );
      for (const asking of leaving) asking.destroy();
      await eventually('they have left', async () => (await connections(small)) === 0, WITHIN_MS);
      released.resolve();
      await eventually('there is room', async () => (await short(address)) === 200, WITHIN_MS);
    } finally {
      released.resolve();
      delete issuer.waitsFor;
      for (const asking of leaving) asking.destroy();
      await small.close();
    }
  });

  /** A gateway that holds one megabyte, and a client of it that announces 250 kB. */
  async function smallGateway(megabytes = '1') {
    const some = { ...settings, BODIES_MEGABYTES: megabytes, UPSTREAM_TIMEOUT_SECONDS: '2' };
    const small = await createGateway(loadConfig(configSchema, some), silent);
    const address = await small.listen({ host: '127.0.0.1', port: 0 });
    const { hostname, port } = new URL(address);
    const headers = { authorization: bearer, 'content-length': '250000' };
    const send = (path: string): ClientRequest =>
      request({ hostname, port, path, method: 'POST', headers, agent: false }).on('error', () => undefined);
    return { small, address, send };
  }

  const short = async (address: string, bytes = 100_000, authorization = bearer): Promise<number> => {
    const response = await fetch(address + PATH, {
      method: 'POST',
      body: 'a'.repeat(bytes),
      headers: { authorization },
    });
    await response.text();
    return response.status;
  };

  /** Announces 1.9 MB without sign-in, sends this much of it, and reads until the gateway ends the connection. */
  async function rawPost(sent: number): Promise<string> {
    const { hostname, port, host } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const head = [`POST ${PATH} HTTP/1.1`, `Host: ${host}`, 'Content-Type: application/json'];
    socket.write([...head, 'Content-Length: 1900000', 'Connection: close', '', ''].join('\r\n'));
    socket.write(Buffer.alloc(sent, ' '));
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    return new Promise((resolve) => {
      // Cut off while it still sends: what has come before that counts.
      socket.on('error', () => undefined).once('end', () => socket.destroy());
      socket.once('close', () => resolve(text));
    });
  }

  const connections = ({ server }: FastifyInstance): Promise<number> => promisify(server.getConnections.bind(server))();
});

describe('own pages', () => {
  it('is ready only when every service and the issuer are', async () => {
    const response = await fetch(`${origin}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'error',
      components: [
        { name: 'applications', status: 'up' },
        { name: 'decisions', status: 'up' },
        { name: 'recognition-bank', status: 'up' },
        { name: 'notifications', status: 'up' },
        { name: 'study-rights', status: 'down' },
        { name: 'issuer', status: 'up' },
        { name: 'sessions', status: 'down' },
      ],
    });
    state.ready = false;
    const none = (await (await fetch(`${origin}/health/ready`)).json()) as { components: { status: string }[] };
    expect(none.components.map(({ status }) => status)).toEqual(['down', 'down', 'down', 'down', 'down', 'up', 'down']);
    state.ready = true;
  });

  it('is live regardless of the services', async () => {
    expect((await fetch(`${origin}/health/live`)).status).toBe(200);
  });

  it.each([
    ['fi', { 'accept-language': 'fi' }, '/api'],
    ['sv', { 'accept-language': 'sv-FI' }, '/api'],
    ['en', { 'accept-language': 'de, en;q=0.1' }, '/api'],
    ['en', { 'accept-language': 'fi' }, '/api?lang=en'],
    ['fi', { 'accept-language': 'fi' }, '/api?lang=%3Cscript%3E'],
  ])('the overview in %s, with the interfaces and security headers', async (language, headers, path) => {
    const response = await fetch(origin + path, { headers });
    const page = await response.text();
    expect(page).toContain(`<html lang="${language}">`);
    expect(page.match(/href="\/api\/[a-z-]+\/openapi\.json"/g)).toHaveLength(5);
    expect(page).not.toContain('<script>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('the contracts: an index, OpenAPI, AsyncAPI, schemas whose references hold, samples', async () => {
    const index = (await (await fetch(`${origin}/contracts`)).json()) as Record<string, string[] | string>;
    expect(index['openapi']).toContain('/contracts/openapi/decisions.yaml');
    for (const path of index['openapi'] as string[]) {
      const document = await fetch(origin + path);
      expect([path, document.status, await document.text()]).toEqual([
        path,
        200,
        expect.stringMatching(/^openapi: 3\.1/m),
      ]);
    }
    const asyncapi = await fetch(origin + String(index['asyncapi']));
    expect([asyncapi.status, asyncapi.headers.get('content-type')]).toEqual([200, 'application/yaml; charset=utf-8']);
    expect(await asyncapi.text()).toMatch(/^asyncapi: 3/m);
    const { codes } = (await (await fetch(origin + String(index['problemCodes']))).json()) as {
      codes: { code: string; status: number; title: object }[];
    };
    const forbidden = codes.find(({ code }) => code === 'platform/forbidden');
    expect(forbidden).toMatchObject({
      status: 403,
      title: { fi: 'Ei oikeutta', sv: 'Behörighet saknas', en: 'Not allowed' },
    });
    expect(new Set(codes.map(({ code }) => code.split('/')[0])).size).toBeGreaterThan(8);
    const events = index['events'] as string[];
    expect(events.length).toBeGreaterThan(80);
    const schema = '/contracts/events/study-rights/study-right-restated.v1.schema.json';
    expect(events).toContain(schema);
    const { properties } = (await (await fetch(origin + schema)).json()) as {
      properties: { institutionOid: { $ref: string } };
    };
    const [shared = '', pointer] = properties.institutionOid.$ref.split('#');
    const common = await fetch(new URL(shared, origin + schema));
    expect([common.status, pointer]).toEqual([200, '/$defs/institutionOid']);
    expect(common.headers.get('content-type')).toBe('application/schema+json; charset=utf-8');
    const statuses = await Promise.all(events.map(async (path) => (await fetch(origin + path)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it.each([
    ['events', 404, 'platform/not-found'],
    ['events/', 404, 'platform/not-found'],
    ['package.json', 404, 'platform/not-found'],
    ['src/topics.ts', 404, 'platform/not-found'],
    // What would leave the place is refused at the edge, as everywhere.
    ['..%2Fpackage.json', 400, 'platform/malformed-request'],
    ['events/..%2F..%2Fpackage.json', 400, 'platform/malformed-request'],
  ])('nothing else is below the contracts: %s is %s', async (path, status, code) => {
    const response = await fetch(`${origin}/contracts/${path}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('institutions say what they are called, how they look and what their notices are, to everybody', async () => {
    const { items } = (await (await fetch(`${origin}/institutions`)).json()) as { items: { oid: string }[] };
    expect(items.map(({ oid }) => oid)).toContain('1.2.246.562.10.10000000001');
    const notices = await fetch(`${origin}/institutions/1.2.246.562.10.10000000001`);
    expect(await notices.json()).toMatchObject({
      institution: { name: { sv: 'Metsälä universitet' }, primaryColour: '#0033CC' },
      privacyContact: 'tietosuoja@metsala.example',
    });
    for (const path of ['1.2', 'default', '1.2.246.562.10.10000000001/logo']) {
      expect((await fetch(`${origin}/institutions/${path}`)).status).toBe(404);
    }
  });

  it.each<[number, string, string, string]>([
    [
      204,
      '',
      'application/csp-report',
      '{"csp-report":{"effective-directive":"img-src","document-uri":"https://x/?q=Aino"}}',
    ],
    [204, '', 'application/reports+json', '[{"type":"csp-violation","body":{"effectiveDirective":"img-src"}}]'],
    [204, '', 'application/csp-report', '{'],
    [413, 'platform/body-too-large', 'application/csp-report', ' '.repeat(20_000)],
    [415, 'platform/unsupported-media-type', 'application/json', '{}'],
  ])('a report of the content security policy: %d %s for %s', async (status, code, type, body) => {
    const answer = await fetch(`${origin}/csp-reports`, { method: 'POST', headers: { 'content-type': type }, body });
    const text = await answer.text();
    expect([answer.status, text === '' ? '' : (JSON.parse(text) as { code: string }).code]).toEqual([status, code]);
  });

  it('what was reported is counted by directive, and nothing else is kept of it', async () => {
    const text = await metrics.registry.getSingleMetricAsString('csp_violations_total');
    expect(text).toContain('csp_violations_total{directive="img-src"} 2');
    expect(text).not.toContain('Aino');
  });

  it('from the stop signal on it is not ready but still answers', async () => {
    state.stopping = true;
    expect((await fetch(`${origin}/health/ready`)).status).toBe(503);
    const response = await fetch(`${origin}/api/applications/v1/x`);
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'close']);
    state.stopping = false;
  });
});
