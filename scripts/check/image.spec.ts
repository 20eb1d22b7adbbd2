import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { productionPackages } from '../generate/third-party-notices.js';

const COMMANDS = ['dead-letters', 'stuck-partitions', 'rebuild', 'import-virta', 'topics', 'rights'];

/** The files of the image as the Dockerfile puts them together, without an engine for containers. */
describe('the image', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  let image: string;
  beforeAll(() => {
    // On the same disk as node_modules, so that its files need not be copied.
    mkdirSync('.cache', { recursive: true });
    image = mkdtempSync(path.resolve('.cache', 'image-'));
    for (const folder of ['apps', 'libs', 'scripts'])
      cpSync(`dist/${folder}`, path.join(image, 'dist', folder), copied);
    const [, removal = ''] = /^FROM build AS product$[^]*?^RUN (rm -rf (?:.*\\\n)*.*)$/m.exec(dockerfile) ?? [];
    expect(spawnSync('sh', ['-c', removal], { cwd: image }).status).toBe(0);
    const packages = productionPackages().filter(({ folder }) => existsSync(folder));
    // A package inside another one comes with it; what the other one needs for development only does not exist there.
    const outermost = packages
      .map(({ folder }) => folder)
      .filter((folder) => folder.split('node_modules').length === 2);
    for (const folder of outermost) {
      mkdirSync(path.dirname(path.join(image, folder)), { recursive: true });
      expect(spawnSync('cp', ['-rl', path.resolve(folder), path.join(image, folder)]).status).toBe(0);
    }
    cpSync('package.json', path.join(image, 'package.json'));
  }, 120_000);
  afterAll(() => rmSync(image, { recursive: true, force: true }));

  const copied = { recursive: true };

  async function operator(
    words: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<{ code: number | null; out: string; err: string }> {
    // Exactly these variables: nothing of the machine or of a checkout.
    const child = spawn(process.execPath, ['dist/apps/operator/src/main.js', ...words], {
      cwd: image,
      env: { NODE_ENV: 'production', ...env },
    });
    const texts = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, ...texts };
  }

  it('has neither scripts nor tests, nor packages of development', () => {
    for (const gone of [
      'dist/scripts',
      'dist/libs/testing',
      'dist/apps/dev-idp',
      'node_modules/jest',
      'node_modules/eslint',
    ]) {
      expect([gone, existsSync(path.join(image, gone))]).toEqual([gone, false]);
    }
    expect(existsSync(path.join(image, 'dist/apps/decisions/src/main.js'))).toBe(true);
  });

  it('runs the program of the operators, with all its commands', async () => {
    const { code, out, err } = await operator([]);
    expect([code, err]).toEqual([0, '']);
    for (const name of COMMANDS) expect(out).toContain(`\n  ${name} `);
  }, 60_000);

  it('ends with exit code 2 and without a stack where it is used wrongly', async () => {
    const { code, out, err } = await operator(['dead-letters', 'list']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/HYVAKSILUKU_URL is missing[^]*TOKEN is missing[^]*Nothing has been done\.\n$/);
  }, 60_000);

  it('asks the gateway with the token of the environment', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url, request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end('{"items":[],"nextCursor":null}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const HYVAKSILUKU_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const settings = { HYVAKSILUKU_URL, HYVAKSILUKU_TOKEN: 'a-token' };
      expect(await operator(['dead-letters', 'list', '--service', 'decisions'], settings)).toEqual({
        code: 0,
        out: 'No such dead letters.\n',
        err: '',
      });
      expect(asked).toEqual(['/api/decisions/v1/dead-letters?cursor=0&limit=100', 'Bearer a-token']);
    } finally {
      server.close();
    }
  }, 60_000);

  it('says what stands when the brokers do not answer', async () => {
    const { code, err } = await operator(['topics', 'create'], { KAFKA_BROKERS: '127.0.0.1:1' });
    expect([code, err]).toEqual([1, expect.stringMatching(/ECONNREFUSED 127\.0\.0\.1:1\n.*repeat the command/)]);
  }, 60_000);
});
