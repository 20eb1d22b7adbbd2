/**
 * `npm run test:keycloak [version]`: the session of the pages with Keycloak as the issuer, which Maven fetches, with refresh
 * tokens that may be used once. Two gateways share one PostgreSQL; everything goes over their addresses, as a browser does.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { migrate } from '#messaging';
import { loadConfig } from '#platform';
import { CookieBrowser, eventually } from '#testing';
import { configSchema } from '../apps/gateway/src/config.js';
import { createGateway } from '../apps/gateway/src/gateway.js';
import { persistence } from '../apps/gateway/src/persistence/persistence.js';
import { LauncherError, sentenceOf } from './launcher/failure.js';
import { ownPostgres } from './launcher/own-postgres.js';
import { freePortNumbers } from './launcher/ports.js';
import { ROOT, stopSignal } from './launcher/run.js';

const VERSION = '26.4.5';
const REALM = path.join(ROOT, 'apps', 'gateway', 'test', 'keycloak', 'realm.json');
const START_MS = 180_000;

const stop = stopSignal();
const ends: (() => Promise<unknown>)[] = [];
try {
  await tryKeycloak(process.argv[2] ?? VERSION);
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exitCode = 1;
} finally {
  for (const end of ends.reverse()) await end();
}

async function tryKeycloak(version: string): Promise<void> {
  const [issuerPort = 0, one = 0, other = 0] = await freePortNumbers(3);
  const [first, second] = [`http://127.0.0.1:${one}`, `http://127.0.0.1:${other}`];
  const issuer = await startKeycloak(version, issuerPort, first);
  const postgres = await ownPostgres();
  ends.push(() => postgres.stop());
  const database = await postgres.newDatabase();
  await migrate({ DATABASE_URL: database, DATABASE_POOL_SIZE: 2 }, persistence);
  const service = await startEcho();
  for (const port of [one, other]) await startGateway(port, { database, issuer, first, service });
  const pool = new pg.Pool({ connectionString: database, max: 1 });
  ends.push(() => pool.end());

  const browser = new CookieBrowser(first);
  const { response } = await browser.signIn('aino', '/work?tab=mine');
  said('sign-in keeps the path of a deep link', response.headers.get('location'), '/work?tab=mine');
  const session = await viewOf(browser);
  said('the session says who it is', `${session.person.name} ${session.roles.join()}`, 'Aino Virtanen STUDENT');

  let answered = 0;
  for (let round = 0; round < 20; round++) {
    await pool.query(`UPDATE session SET token_expires_at = now() - interval '1 second'`);
    const asked = Array.from({ length: 12 }, (_, n) =>
      (n % 2 ? browser.at(second) : browser).ask('/api/decisions/v1/x'),
    );
    answered += (await Promise.all(asked)).filter(({ status }) => status === 200).length;
  }
  said('20 refreshes, 12 requests at once each, at two gateways: nobody is signed out', answered, 240);

  const refused = await new CookieBrowser(first).signIn('system');
  const page = await refused.response.text();
  said('an account without institution is refused with a page', page.includes('session/not-for-pages'), true);

  const elsewhere = new CookieBrowser(first);
  await elsewhere.signIn('aino');
  const headers = { 'x-csrf-token': session.csrfToken };
  const out = await browser.ask('/session/logout', { method: 'POST', headers });
  const { signOutAt } = (await out.json()) as { signOutAt: string };
  const landed = await browser.go(signOutAt);
  said('sign-out ends at the front page', landed.url.href, `${first}/`);
  const again = await browser.go('/session/login');
  said('and asks for the password again', (await again.response.text()).includes('kc-form-login'), true);
  said('the other browser stays signed in', (await elsewhere.ask('/session')).status, 200);

  await signOutAtKeycloak(elsewhere, issuer);
  const ended = await eventually('back-channel logout', async () => (await elsewhere.ask('/session')).status === 401);
  said('a sign-out at Keycloak ends the session here', ended, true);
}

interface View {
  readonly person: { readonly name: string };
  readonly roles: readonly string[];
  readonly csrfToken: string;
}

async function viewOf(browser: CookieBrowser): Promise<View> {
  return (await (await browser.ask('/session')).json()) as View;
}

/** Signs out at Keycloak's own page, not through the gateway. */
async function signOutAtKeycloak(browser: CookieBrowser, issuer: string): Promise<void> {
  const page = await browser.go(`${issuer}/protocol/openid-connect/logout`);
  const html = await page.response.text();
  const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const code = /name="session_code" value="([^"]+)"/.exec(html)?.[1] ?? '';
  await browser.go(new URL(action, page.url), { method: 'POST', body: new URLSearchParams({ session_code: code }) });
}

function said(what: string, found: unknown, expected: unknown): void {
  if (found !== expected) throw new LauncherError(`${what}: found ${String(found)}, not ${String(expected)}.`);
  console.log(`  ok  ${what}`);
}

async function startGateway(
  port: number,
  at: { database: string; issuer: string; first: string; service: string },
): Promise<void> {
  const names = ['APPLICATIONS', 'DECISIONS', 'RECOGNITION_BANK', 'NOTIFICATIONS', 'STUDY_RIGHTS'];
  const config = loadConfig(configSchema, {
    ...Object.fromEntries(names.map((name) => [`${name}_URL`, at.service])),
    DATABASE_URL: at.database,
    SESSION_KEYS: Buffer.alloc(32, 7).toString('base64'),
    OIDC_ISSUER: at.issuer,
    OIDC_TOKEN_TYPE: 'any',
    PUBLIC_BASE_URL: at.first,
  });
  const write = (line: object, message: string) => console.error(message, line);
  const gateway: FastifyInstance = await createGateway(config, {
    log: () => undefined,
    warn: () => undefined,
    error: write,
  });
  await gateway.listen({ host: '127.0.0.1', port });
  ends.push(() => gateway.close());
}

/** In the place of the services: answers whatever comes with a token. */
async function startEcho(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.headers.authorization ? 200 : 401, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** @returns the address of the realm */
async function startKeycloak(version: string, port: number, publicBaseUrl: string): Promise<string> {
  const home = await fetchKeycloak(version);
  const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-keycloak-'));
  const realm = (await readFile(REALM, 'utf8')).replaceAll('${PUBLIC_BASE_URL}', publicBaseUrl);
  await mkdir(path.join(home, 'data', 'import'), { recursive: true });
  await writeFile(path.join(home, 'data', 'import', 'realm.json'), realm);
  console.log(`Keycloak ${version}`);
  const options = [`--http-port=${port}`, '--http-host=127.0.0.1', '--db=dev-mem', '--import-realm'];
  const child = spawn('sh', [path.join(home, 'bin', 'kc.sh'), 'start-dev', ...options], {
    ...{ cwd: folder, stdio: 'ignore' as const, detached: true },
    env: { ...process.env, JAVA_OPTS_APPEND: '-Xmx512m' },
  });
  ends.push(async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const realmUrl = `http://127.0.0.1:${port}/realms/hyvaksiluku`;
  const isReady = async () => (await fetch(`${realmUrl}/.well-known/openid-configuration`, { signal: stop })).ok;
  await eventually('Keycloak is ready', isReady, START_MS);
  return realmUrl;
}

async function fetchKeycloak(version: string): Promise<string> {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new LauncherError(`"${version}" is no version of Keycloak, such as ${VERSION}.`);
  const folder = path.join(ROOT, 'target', 'keycloak');
  const home = path.join(folder, `keycloak-${version}`);
  if (existsSync(path.join(home, 'bin', 'kc.sh'))) return home;
  console.log(`Fetching Keycloak ${version} with Maven …`);
  const artifact = `-Dartifact=org.keycloak:keycloak-quarkus-dist:${version}:zip`;
  await promisify(execFile)('mvn', ['-B', '-ntp', '-q', 'dependency:unpack', artifact, `-DoutputDirectory=${folder}`], {
    cwd: ROOT,
  }).catch((error: unknown) => {
    throw new LauncherError(`Maven could not fetch Keycloak ${version}: check the network. ${String(error)}`);
  });
  return home;
}
