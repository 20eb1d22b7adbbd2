import { asDescribed } from './described-answers.js';
import { stack } from './stack.js';

export interface Reply<T = unknown> {
  readonly status: number;
  /** Parsed when the answer is JSON, else the text. */
  readonly body: T;
  readonly headers: Headers;
}

/** A string or bytes go out as they stand (for malformed bodies), anything else as JSON. */
export type RequestBody = object | string | Uint8Array | undefined;
type Call = <T = unknown>(path: string, body?: RequestBody, headers?: Record<string, string>) => Promise<Reply<T>>;

/**
 * HTTP through the gateway. A path starts with `/api/…`; a whole address is taken as it stands. Every answer is held against the OpenAPI
 * documents: one that they do not describe is an error.
 */
export interface Client {
  readonly get: Call;
  readonly post: Call;
  readonly put: Call;
  readonly patch: Call;
  readonly delete: Call;
}

const REQUEST_LIMIT_MS = 30_000;
const RENEW_BEFORE_MS = 30_000;
const tokens = new Map<string, { token: Promise<string>; until: number }>();

/** The demo person with this user name, by a client-credentials token of the development issuer. */
export async function as(username: string): Promise<Client> {
  await accessToken(username);
  return client(() => accessToken(username));
}

/** Someone who is not signed in. */
export function anonymous(): Client {
  return client(async () => undefined);
}

/** Someone with this very access token. */
export function withToken(token: string): Client {
  return client(async () => token);
}

/** A service user by HTTP Basic; the password of a demo user is the user name. */
export function basic(username: string, password = username): Client {
  const credentials = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return client(async () => undefined, { authorization: credentials });
}

/** An access token of a demo person; kept until shortly before it ends. */
export async function accessToken(username: string): Promise<string> {
  // A test may bring a stack of its own, with its own issuer.
  const whose = `${stack().issuer} ${username}`;
  const known = tokens.get(whose);
  if (known && known.until > Date.now()) return known.token;
  const token = requestToken(username).then(({ access_token, expires_in }) => {
    entry.until = Date.now() + expires_in * 1000 - RENEW_BEFORE_MS;
    return access_token;
  });
  const entry = { token, until: Number.POSITIVE_INFINITY };
  tokens.set(whose, entry);
  token.catch(() => tokens.delete(whose));
  return token;
}

async function requestToken(username: string): Promise<{ access_token: string; expires_in: number }> {
  const { issuer } = stack();
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { token_endpoint: endpoint } = (await discovery.json()) as { token_endpoint: string };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${username}:${username}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
    signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
  });
  if (!response.ok) throw new Error(`No token for "${username}": ${response.status} ${await response.text()}`);
  return (await response.json()) as { access_token: string; expires_in: number };
}

function client(token: () => Promise<string | undefined>, always: Record<string, string> = {}): Client {
  const call =
    (method: string): Call =>
    async <T>(path: string, body?: RequestBody, headers: Record<string, string> = {}) => {
      const bearer = await token();
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      const url = new URL(path, stack().gatewayUrl);
      const response = await fetch(url, {
        method,
        headers: {
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...always,
          ...headers,
        },
        ...(body !== undefined && { body: raw ? (body as string) : JSON.stringify(body) }),
        signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
      });
      const { status } = response;
      const [mediaType = ''] = (response.headers.get('content-type') ?? '').split(';');
      // A stream has no end; that it begins is its answer.
      const isStream = mediaType === 'text/event-stream';
      if (isStream) await response.body?.cancel();
      const text = isStream ? '' : await response.text();
      const parsed: unknown = /[/+]json$/.test(mediaType) && text ? JSON.parse(text) : text;
      const atGateway = url.origin === new URL(stack().gatewayUrl).origin;
      asDescribed({ method, path: url.pathname, status, mediaType, body: parsed, atGateway });
      return { status, body: parsed as T, headers: response.headers };
    };
  return { get: call('GET'), post: call('POST'), put: call('PUT'), patch: call('PATCH'), delete: call('DELETE') };
}
