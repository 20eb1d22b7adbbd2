import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { loadConfig } from '#platform';
import { DEMO_ACCOUNTS } from '#testing/demo';
import { configSchema } from './config.js';
import { signingKeys } from './keys.js';
import { createProvider } from './provider.js';
import { createIdpServer } from './server.js';

const CALLBACK = 'http://127.0.0.1:4321/callback';
const errors: unknown[] = [];
let server: Server;
let issuer: string;
let folder: string;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-idp-'));
  const port = await freePort();
  issuer = `http://127.0.0.1:${port}`;
  const config = loadConfig(configSchema, { OIDC_ISSUER: issuer, PUBLIC_BASE_URL: 'http://127.0.0.1:8080' });
  server = createIdpServer(createProvider(config, await signingKeys(folder)), (error) => errors.push(error));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function verified(token: string): Promise<JWTPayload> {
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  const { payload } = await jwtVerify(token, keys, { issuer, audience: 'hyvaksiluku', algorithms: ['RS256'] });
  return payload;
}

function tokenRequest(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form), headers });
}

const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

describe('client credentials', () => {
  it.each(DEMO_ACCOUNTS.map(({ username }) => username))(
    'a script acts as %s, with the secret in the header or in the form',
    async (username) => {
      const person = DEMO_ACCOUNTS.find((one) => one.username === username);
      const answers = [
        await tokenRequest({ grant_type: 'client_credentials' }, basic(username, username)),
        await tokenRequest({ grant_type: 'client_credentials', client_id: username, client_secret: username }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        const body = (await answer.json()) as { access_token: string; expires_in: number; token_type: string };
        expect(body).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
        expect(await verified(body.access_token)).toMatchObject({
          sub: person?.personId,
          institution_oid: person?.institutionOid,
          roles: person?.roles,
          username,
        });
      }
    },
  );

  it.each([
    ['a wrong secret', basic('hanna', 'wrong')],
    ['an unknown name', basic('nobody', 'nobody')],
    ['the web client', basic('hyvaksiluku-web', '')],
  ])('%s is refused', async (_name, headers) => {
    expect((await tokenRequest({ grant_type: 'client_credentials' }, headers)).status).toBeGreaterThanOrEqual(400);
  });
});

/** A browser that keeps cookies and does not follow redirects. */
function browser() {
  const cookies = new Map<string, string>();
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(url, issuer), {
      ...init,
      redirect: 'manual',
      headers: { 'accept-language': 'sv', ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return response;
  };
}

const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

function authorization(changes: Record<string, string> = {}): string {
  const query = {
    client_id: 'hyvaksiluku-web',
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: CALLBACK,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'abc',
    ...changes,
  };
  return `/auth?${new URLSearchParams(query)}`;
}

const location = (response: Response): string => response.headers.get('location') ?? '';
const form = (username: string, password: string) => ({
  method: 'POST',
  body: new URLSearchParams({ username, password }),
});

describe('authorization code with PKCE', () => {
  it('a person signs in and the web client gets tokens for them, without a question about consent', async () => {
    const open = browser();
    const login = location(await open(authorization()));
    expect(login).toMatch(/^\/interaction\//);
    const page = await (await open(login)).text();
    expect(page).toContain('<html lang="sv">');
    for (const { username } of DEMO_ACCOUNTS) expect(page).toContain(`<td>${username}</td>`);

    const refused = await open(login, form('hanna', 'wrong'));
    expect([refused.status, (await refused.text()).includes('Användarnamnet eller lösenordet är fel')]).toEqual([
      401,
      true,
    ]);

    const resumed = await open(location(await open(login, form('hanna', 'hanna'))));
    const back = new URL(location(resumed));
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe('abc');
    const code = back.searchParams.get('code') ?? '';

    const exchange = { grant_type: 'authorization_code', client_id: 'hyvaksiluku-web', redirect_uri: CALLBACK, code };
    const answer = await tokenRequest({ ...exchange, code_verifier: verifier }, { origin: 'http://127.0.0.1:4321' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:4321');
    const tokens = (await answer.json()) as {
      access_token: string;
      id_token: string;
      refresh_token: string;
      expires_in: number;
    };
    const hanna = DEMO_ACCOUNTS.find(({ username }) => username === 'hanna');
    expect(tokens.expires_in).toBe(300);
    expect(await verified(tokens.access_token)).toMatchObject({
      sub: hanna?.personId,
      institution_oid: hanna?.institutionOid,
      roles: hanna?.roles,
      username: 'hanna',
    });
    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
    const { payload } = await jwtVerify(tokens.id_token, keys, { issuer, audience: 'hyvaksiluku-web' });
    expect(payload).toMatchObject({ sub: hanna?.personId, name: 'Hanna Korhonen', preferred_username: 'hanna' });
    expect(payload['sid']).toEqual(expect.any(String));

    // A refresh token comes without being asked for, is used once, and the second use ends them all.
    const refresh = (token: string) =>
      tokenRequest({ grant_type: 'refresh_token', client_id: 'hyvaksiluku-web', refresh_token: token });
    const renewed = await refresh(tokens.refresh_token);
    expect(renewed.status).toBe(200);
    const next = (await renewed.json()) as { access_token: string; refresh_token: string };
    expect(await verified(next.access_token)).toMatchObject({ sub: hanna?.personId });
    expect((await refresh(tokens.refresh_token)).status).toBe(400);
    expect((await refresh(next.refresh_token)).status).toBe(400);
    expect((await tokenRequest({ ...exchange, code_verifier: verifier })).status).toBe(400);
  });

  it('a code without its verifier is worth nothing', async () => {
    const open = browser();
    const login = location(await open(authorization()));
    const resumed = await open(location(await open(login, form('aino', 'aino'))));
    const code = new URL(location(resumed)).searchParams.get('code') ?? '';
    const exchange = { grant_type: 'authorization_code', client_id: 'hyvaksiluku-web', redirect_uri: CALLBACK, code };
    expect((await tokenRequest({ ...exchange, code_verifier: randomBytes(32).toString('base64url') })).status).toBe(
      400,
    );
  });

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with a foreign address', { redirect_uri: 'https://elsewhere.example/callback' }],
    ['with a look-alike address', { redirect_uri: 'http://127.0.0.1.elsewhere.example/callback' }],
    ['with credentials in the address', { redirect_uri: 'http://127.0.0.1:1@elsewhere.example/callback' }],
  ])('a request %s is refused', async (_name, changes) => {
    const response = await browser()(authorization(changes));
    expect(location(response)).not.toMatch(/^\/interaction|elsewhere/);
    expect(response.status === 400 || new URL(location(response)).searchParams.get('error') === 'invalid_request').toBe(
      true,
    );
  });

  it('the address of the gateway is registered', async () => {
    const response = await browser()(authorization({ redirect_uri: 'http://127.0.0.1:8080/callback' }));
    expect(location(response)).toMatch(/^\/interaction\//);
  });

  it('a form without a sign-in gets the page that says it is over', async () => {
    const response = await browser()('/interaction/unknown', form('hanna', 'hanna'));
    expect([response.status, (await response.text()).includes('har gått ut')]).toEqual([400, true]);
  });
});

describe('the issuer itself', () => {
  it('is found by discovery, lives and is ready', async () => {
    const metadata = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<
      string,
      unknown
    >;
    expect(metadata).toMatchObject({ issuer, jwks_uri: `${issuer}/jwks`, code_challenge_methods_supported: ['S256'] });
    expect(metadata).toMatchObject({ backchannel_logout_supported: true, backchannel_logout_session_supported: true });
    expect(metadata).not.toHaveProperty('userinfo_endpoint');
    for (const probe of ['live', 'ready']) expect((await fetch(`${issuer}/health/${probe}`)).status).toBe(200);
    expect(errors).toEqual([]);
  });

  it('has the same key after a restart, and shows only its public part', async () => {
    expect(await signingKeys(folder)).toEqual(await signingKeys(folder));
    const [stored] = (await signingKeys(folder)).jwks.keys;
    const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toEqual([expect.objectContaining({ kid: stored?.kid, n: stored?.n })]);
    expect(keys[0]).not.toHaveProperty('d');
    expect((await signingKeys(undefined)).jwks.keys[0]?.kid).not.toBe(stored?.kid);
  });

  it('a broken key file is reported by name', async () => {
    const broken = await mkdtemp(join(folder, 'broken-'));
    await writeFile(join(broken, 'dev-idp-keys.json'), '{"jwks":');
    await expect(signingKeys(broken)).rejects.toThrow(/dev-idp-keys\.json does not hold keys/);
  });
});
