import { stack } from './stack.js';

const MOST_REDIRECTS = 12;

/** What a request came to, after the redirects that it followed. */
export interface Landed {
  readonly response: Response;
  /** Where the last answer came from. */
  readonly url: URL;
}

/**
 * A browser without pages: it keeps cookies for each origin and follows redirects, so that a sign-in goes the whole way over
 * the real issuer. Cookies of any path are sent everywhere on their origin.
 */
export class CookieBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  constructor(readonly gateway: string = stack().gatewayUrl) {}

  /** One request, with the cookies of its origin; no redirect is followed. */
  async ask(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const at = new URL(url, this.gateway);
    const jar = this.jar(at);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(at, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** One request and the redirects that its answer leads to. */
  async go(url: string | URL, init: RequestInit = {}): Promise<Landed> {
    let at = new URL(url, this.gateway);
    let response = await this.ask(at, init);
    for (let count = 0; count < MOST_REDIRECTS; count++) {
      const location = response.headers.get('location');
      if (location === null) return { response, url: at };
      await response.body?.cancel();
      at = new URL(location, at);
      if (at.origin === this.gateway && !at.pathname.startsWith('/callback')) return { response, url: at };
      response = await this.ask(at);
    }
    throw new Error(`${MOST_REDIRECTS} redirects did not end`);
  }

  /** Signs a person in by the issuer's page, whose passwords are the user names. @returns where the gateway sent the browser */
  async signIn(username: string, to = '/', password = username): Promise<Landed> {
    const page = await this.go(`/session/login?to=${encodeURIComponent(to)}`);
    const html = await page.response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined) throw new Error(`no sign-in page at ${page.url.pathname}: ${page.response.status}`);
    const body = new URLSearchParams({ username, password });
    return this.go(new URL(action, page.url), { method: 'POST', body });
  }

  cookie(name: string, origin = this.gateway): string | undefined {
    return this.jar(new URL(origin)).get(name);
  }

  /** Another browser with the same cookies, at another process of the gateway. */
  at(gateway: string): CookieBrowser {
    const other = new CookieBrowser(gateway);
    for (const [name, value] of this.jar(new URL(this.gateway))) other.jar(new URL(gateway)).set(name, value);
    return other;
  }

  private jar({ origin }: URL): Map<string, string> {
    const known = this.cookies.get(origin);
    if (known) return known;
    const jar = new Map<string, string>();
    this.cookies.set(origin, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const over = attributes.some((attribute) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
  if (over || value === '') jar.delete(name.trim());
  else jar.set(name.trim(), value);
}
