import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import { NONCE_PLACE, Pages } from './pages.js';

const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let folder: string;
let server: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pages-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(
    path.join(folder, 'index.html'),
    `<meta nonce="${NONCE_PLACE}"><script nonce="${NONCE_PLACE}"></script>`,
  );
  await writeFile(path.join(folder, 'assets', 'main-abc.js'), 'main()');
  await writeFile(path.join(folder, 'assets', 'main-abc.js.br'), 'compressed');
  const pages = new Pages(folder);
  server = fastify() as unknown as FastifyInstance;
  server.setNotFoundHandler((request, reply) =>
    pages.wantsPage(request) ? pages.send(reply) : reply.code(404).send({ code: 'platform/not-found' }),
  );
  await pages.serveAssets(server);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('pages', () => {
  it('every address of a page gets the document, with a nonce of its own in it and in the policy', async () => {
    const nonces = new Set<string>();
    for (const url of ['/', '/work?tab=mine', '/applications/1/parts/2', '/nothing/like/this']) {
      const { statusCode, headers, body } = await server.inject({ url, headers: HTML });
      const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? '';
      expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(body.match(new RegExp(`nonce="${nonce.replaceAll('+', '\\+')}"`, 'g'))).toHaveLength(2);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
  });

  it.each([
    ['an interface', 'GET', '/api/applications/v1/nothing', HTML],
    ["Koski's interface", 'GET', '/koski/api/nothing', HTML],
    ['a file that is not there', 'GET', '/assets/main-old.js', HTML],
    ['a program that asks for JSON', 'GET', '/work', { accept: 'application/json' }],
    ['a command', 'POST', '/work', HTML],
  ] as const)('%s is none', async (_, method, url, headers) => {
    const { statusCode, body } = await server.inject({ method, url, headers });
    expect([statusCode, JSON.parse(body)]).toEqual([404, { code: 'platform/not-found' }]);
  });

  it('files are kept for a year, and come compressed to who takes that', async () => {
    const plain = await server.inject({ url: '/assets/main-abc.js' });
    expect([plain.body, plain.headers['cache-control']]).toEqual(['main()', 'public, max-age=31536000, immutable']);
    const compressed = await server.inject({ url: '/assets/main-abc.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect([compressed.body, compressed.headers['content-encoding']]).toEqual(['compressed', 'br']);
  });

  it('a folder without a build is refused at the start, with what to do', () => {
    expect(() => new Pages(path.join(folder, 'nowhere'))).toThrow(/WEB_FOLDER: .*index\.html is missing; npm start/);
  });
});
