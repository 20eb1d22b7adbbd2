import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CookieBrowser,
  database,
  eventually,
  type Landed,
  type OwnService,
  stack,
  startOwnGateway,
  untilHealthy,
} from '#testing';
import { DEMO } from '#testing/demo';

const COOKIE = '__Host-hyvaksiluku';
const APPLICATIONS = '/api/applications/v1/applications?view=own';

interface SessionView {
  person: { id: string; name: string; username: string; language: string };
  institution: { oid: string; name: { fi: string } };
  features: string[];
  roles: string[];
  csrfToken: string;
  idleAt: string;
  expiresAt: string;
}

async function signedIn(username = 'aino', at?: string): Promise<{ browser: CookieBrowser; session: SessionView }> {
  const browser = new CookieBrowser(at);
  await browser.signIn(username);
  const answer = await browser.ask('/session');
  expect(answer.status).toBe(200);
  return { browser, session: (await answer.json()) as SessionView };
}

async function codeOf(response: Response): Promise<[number, string]> {
  const { code } = (await response.json()) as { code: string };
  return [response.status, code];
}

/** What the issuer's page does by itself in a browser with scripts. */
async function signOutAtIssuer(browser: CookieBrowser, at: string): Promise<Landed> {
  const page = await browser.go(at);
  const html = await page.response.text();
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
  const body = new URLSearchParams({ xsrf: /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '', logout: 'yes' });
  return browser.go(new URL(action, page.url), { method: 'POST', body });
}

/** As if the access token had reached its end. */
async function expireToken({ person }: SessionView): Promise<void> {
  const sql = `UPDATE session SET token_expires_at = now() - interval '1 second' WHERE person_id = $1`;
  await database('gateway').query(sql, [person.id]);
}

describe('the session of a browser', () => {
  it('[W1] begins at the issuer and keeps the path of a deep link; its cookie is out of reach for scripts', async () => {
    const browser = new CookieBrowser();
    const { response, url } = await browser.signIn('aino', '/applications/1?tab=history');
    expect([response.status, url.pathname + url.search]).toEqual([303, '/applications/1?tab=history']);
    const set = response.headers.getSetCookie().find((line) => line.startsWith(COOKIE));
    expect(set).toMatch(/HttpOnly/);
    expect(set).toMatch(/Secure/);
    expect(set).toMatch(/SameSite=Lax/);
    expect(set).toMatch(/Path=\//);
    expect(set).not.toMatch(/Domain|Max-Age|Expires/);
    expect(browser.cookie(COOKIE)).toMatch(/^[\w-]{43}$/);
  });

  it.each(['//elsewhere.example/x', 'https://elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', ''])(
    'a sign-in never leads away: %j becomes the front page',
    async (to) => {
      const { url } = await new CookieBrowser().signIn('aino', to);
      expect(url.href).toBe(`${stack().gatewayUrl}/`);
    },
  );

  it('says who is signed in, and neither token nor secret', async () => {
    const { session } = await signedIn('aino');
    expect(session).toMatchObject({ person: { name: 'Aino Virtanen', username: 'aino', language: 'fi' } });
    expect(session.roles).toEqual(['STUDENT']);
    expect(session.institution).toMatchObject({
      oid: DEMO.institutions[0]?.oid,
      name: { fi: 'Metsälän yliopisto', sv: 'Metsälä universitet', en: 'Metsälä University' },
    });
    expect(session.features).toEqual([]);
    expect(Object.keys(session).sort()).toEqual(
      ['csrfToken', 'expiresAt', 'features', 'idleAt', 'institution', 'person', 'roles'].sort(),
    );
    expect(Date.parse(session.idleAt)).toBeLessThan(Date.parse(session.expiresAt));
  });

  it('stands in the database neither with its id nor with a token that can be read', async () => {
    const { browser, session } = await signedIn();
    const { rows } = await database('gateway').query<{ row: string }>(
      `SELECT session::text || encode(sealed, 'escape') AS row FROM session WHERE person_id = $1`,
      [session.person.id],
    );
    const stored = rows.map(({ row }) => row).join('\n');
    expect(stored).not.toContain(browser.cookie(COOKIE));
    expect(stored).not.toContain('eyJ');
    expect(stored).not.toContain('Virtanen');
  });

  it('without a session: 401 for the page, and nothing but the service’s own refusal for the rest', async () => {
    const browser = new CookieBrowser();
    expect(await codeOf(await browser.ask('/session'))).toEqual([401, 'session/none']);
    expect(await codeOf(await browser.ask(APPLICATIONS))).toEqual([401, 'platform/not-authenticated']);
  });

  it.each(['x', `${'A'.repeat(43)}`, `${'A'.repeat(5000)}`])('a cookie that is no session: 401 (%#)', async (value) => {
    const response = await fetch(stack().gatewayUrl + APPLICATIONS, { headers: { cookie: `${COOKIE}=${value}` } });
    expect(response.status).toBe(401);
  });
});

describe('requests of a signed-in browser', () => {
  it('reach the services with the person’s token and without the cookie', async () => {
    const { browser } = await signedIn();
    const answer = await browser.ask(APPLICATIONS);
    expect(answer.status).toBe(200);
    expect(Array.isArray(((await answer.json()) as { items: unknown[] }).items)).toBe(true);
  });

  it('[W2] that change something need the token of the page and its origin', async () => {
    const { browser, session } = await signedIn();
    const create = (headers: Record<string, string>) =>
      browser.ask('/api/applications/v1/applications', {
        ...{ method: 'POST', body: '{}' },
        headers: { 'content-type': 'application/json', ...headers },
      });
    const token = { 'x-csrf-token': session.csrfToken };
    const other = (await signedIn('hanna')).session.csrfToken;
    expect(await codeOf(await create({}))).toEqual([403, 'session/csrf']);
    expect(await codeOf(await create({ 'x-csrf-token': other }))).toEqual([403, 'session/csrf']);
    expect(await codeOf(await create({ ...token, 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'session/csrf']);
    expect(await codeOf(await create({ ...token, 'sec-fetch-site': 'same-site' }))).toEqual([403, 'session/csrf']);
    // The service's own answer: the request has come through.
    expect(await codeOf(await create({ ...token, 'sec-fetch-site': 'same-origin' }))).toEqual([
      400,
      'platform/validation-failed',
    ]);
  });

  it('a browser and a script side by side; both ways in one request are refused', async () => {
    const { browser } = await signedIn();
    const headers = { authorization: 'Bearer x.y.z' };
    expect(await codeOf(await browser.ask(APPLICATIONS, { headers }))).toEqual([400, 'session/two-ways']);
    const script = await fetch(stack().gatewayUrl + APPLICATIONS, { headers });
    expect(await codeOf(script)).toEqual([401, 'platform/token-invalid']);
  });
});

describe('sign-ins that come to nothing end on a page that says why', () => {
  it.each([
    ['/callback?code=x&state=y', 400, 'session/sign-in-expired'],
    ['/callback', 400, 'session/sign-in-expired'],
  ])('%s', async (path, status, code) => {
    const response = await new CookieBrowser().ask(path, { headers: { 'accept-language': 'sv' } });
    const html = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(html).toContain(`data-code="${code}"`);
    expect(html).toContain('<html lang="sv">');
    expect(html).toContain('href="/session/login?lang=sv"');
  });

  it('an error of the issuer, with the state that was begun', async () => {
    const browser = new CookieBrowser();
    const begun = await browser.ask('/session/login');
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const refused = await browser.ask(
      `/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(stack().issuer)}`,
    );
    expect(await refused.text()).toContain('data-code="session/sign-in-failed"');
    expect(browser.cookie(COOKIE)).toBeUndefined();
  });

  it('a way back that is used twice, or in another browser', async () => {
    const browser = new CookieBrowser();
    const begun = await browser.go('/session/login');
    const action = /action="([^"]+)"/.exec(await begun.response.text())?.[1] ?? '';
    const body = new URLSearchParams({ username: 'aino', password: 'aino' });
    let response = await browser.ask(new URL(action, begun.url), { method: 'POST', body });
    while (!response.headers.get('location')?.includes('/callback'))
      response = await browser.ask(response.headers.get('location') ?? '');
    const callback = response.headers.get('location') ?? '';
    expect(await (await new CookieBrowser().ask(callback)).text()).toContain('session/sign-in-expired');
    expect((await browser.ask(callback)).status).toBe(303);
    expect(await (await browser.ask(callback)).text()).toContain('session/sign-in-expired');
    expect((await browser.ask('/session')).status).toBe(200);
  });

  it('a system’s account is refused at the sign-in page as not a person’s', async () => {
    const [serviceUser] = DEMO.serviceUsers;
    const { response } = await new CookieBrowser().signIn(serviceUser?.username ?? '');
    expect([response.status, await response.text()]).toEqual([401, expect.stringContaining('järjestelmän tunnus')]);
  });
});

describe('sign-out', () => {
  it('[W1] ends the session here, its refresh token, and the session of the issuer', async () => {
    const { browser, session } = await signedIn();
    const headers = { 'x-csrf-token': session.csrfToken };
    const id = browser.cookie(COOKIE);
    expect(await codeOf(await browser.ask('/session/logout', { method: 'POST' }))).toEqual([403, 'session/csrf']);
    const { signOutAt } = (await (await browser.ask('/session/logout', { method: 'POST', headers })).json()) as {
      signOutAt: string;
    };
    expect(browser.cookie(COOKIE)).toBeUndefined();
    const again = await fetch(`${stack().gatewayUrl}/session`, { headers: { cookie: `${COOKIE}=${id}` } });
    expect(await codeOf(again)).toEqual([401, 'session/ended']);
    const out = await signOutAtIssuer(browser, signOutAt);
    expect(out.url.href).toBe(`${stack().gatewayUrl}/`);
    expect((await browser.go('/session/login')).url.pathname).toContain('/interaction/');
  });

  it('twice is once', async () => {
    const response = await new CookieBrowser().ask('/session/logout', { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([200, { signOutAt: null }]);
  });

  it('at the issuer ends the session here (back-channel logout)', async () => {
    const { browser } = await signedIn('hanna');
    await signOutAtIssuer(browser, `${stack().issuer}/session/end`);
    await eventually('the session is over', async () => (await browser.ask('/session')).status === 401);
  });

  it.each(['', 'logout_token=', 'logout_token=a.b.c', 'something=else'])(
    'no logout token of the issuer: %j',
    async (body) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(`${stack().gatewayUrl}/session/backchannel-logout`, {
        method: 'POST',
        body,
        headers,
      });
      expect(await codeOf(response)).toEqual([400, 'session/logout-token-invalid']);
    },
  );
});

describe('several processes of the gateway', () => {
  let second: OwnService;
  beforeAll(async () => {
    second = await startOwnGateway();
    await untilHealthy(second, 'ready');
  });
  afterAll(() => second.stop());

  it('share the sessions, also over a restart', async () => {
    const { browser } = await signedIn();
    expect((await browser.at(second.url).ask(APPLICATIONS)).status).toBe(200);
    await second.stop();
    second = await startOwnGateway();
    await untilHealthy(second, 'ready');
    expect((await browser.at(second.url).ask(APPLICATIONS)).status).toBe(200);
  });

  it('refresh one at a time: many requests at once at the end of a token, at both, and nobody is signed out', async () => {
    const { browser, session } = await signedIn('hanna');
    const other = browser.at(second.url);
    const list = '/api/applications/v1/applications?view=handling';
    for (let round = 0; round < 10; round++) {
      await expireToken(session);
      const asked = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? browser : other).ask(list));
      const statuses = (await Promise.all(asked)).map(({ status }) => status);
      expect(statuses).toEqual(Array.from({ length: 12 }, () => 200));
    }
  });
});

describe('the end of a session', () => {
  let short: OwnService;
  beforeAll(async () => {
    short = await startOwnGateway({ SESSION_IDLE_MINUTES: '0.05' });
    await untilHealthy(short, 'ready');
  });
  afterAll(() => short.stop());

  it('[W2] comes when nobody does anything; asking in the background is not doing something', async () => {
    const { browser } = await signedIn();
    const here = browser.at(short.url);
    const background = { headers: { 'x-background': '1' } };
    expect((await here.ask('/session', background)).status).toBe(200);
    const end = await eventually('idle', async () => {
      const answer = await here.ask(APPLICATIONS, background);
      return answer.status === 401 ? codeOf(answer) : undefined;
    });
    expect(end).toEqual([401, 'session/ended']);
    expect(here.cookie(COOKIE)).toBeUndefined();
  });

  it('comes when the issuer does not go on with it: the refresh token was revoked', async () => {
    const { browser, session } = await signedIn('hanna');
    // The issuer forgets what it gave with its own session.
    await signOutAtIssuer(browser, `${stack().issuer}/session/end`);
    await expireToken(session);
    expect((await browser.ask(APPLICATIONS)).status).toBe(401);
    expect((await browser.ask('/session')).status).toBe(401);
  });
});
