import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceName } from '#contracts';
import type { ChaosStack } from '../../scripts/launcher/chaos-stack.js';
import type { History, Outcome } from './history.js';

export interface Answer<T = Record<string, unknown>> {
  readonly outcome: Outcome;
  readonly status: number;
  readonly body: T;
}

/** Kind and subject of an operation, for the history. */
export interface Asked {
  readonly kind: string;
  readonly subject: string;
}

export interface HttpRequest {
  readonly service: ServiceName;
  readonly who: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

const ANSWER_WITHIN_MS = 20_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;
const TOKEN_FOR_MS = 240_000;

/**
 * A client with a list of instances: each request goes to the next instance, over a connection of its own; without an
 * answer it may be sent again. Every request is in the history.
 */
export class RotatingClient {
  private readonly tokens = new Map<string, { token: Promise<string>; until: number }>();
  private turn = 0;

  constructor(
    private readonly stack: ChaosStack,
    private readonly history: History,
  ) {}

  /** One attempt. */
  async send<T = Record<string, unknown>>(asked: Asked, call: HttpRequest): Promise<Answer<T>> {
    const instances = this.stack.inRotation(call.service);
    const instance = instances[this.turn++ % Math.max(1, instances.length)];
    const token = await this.token(call.who);
    const invokedAt = Date.now();
    const { answer, status, body } = instance
      ? await exchange(instance.url, call, token)
      : { answer: 'no instance', status: 0, body: '' };
    const outcome = outcomeOf(status, answer);
    this.history.add({
      ...asked,
      ...{ at: call.service, instance: instance?.name ?? '', invokedAt, completedAt: Date.now(), outcome, answer },
    });
    return { outcome, status, body: parsed(body) as T };
  }

  /**
   * Repeats the request until an instance answers with the outcome.
   * @returns the last answer, and whether an earlier attempt may have taken effect
   */
  async insist<T = Record<string, unknown>>(
    asked: Asked,
    call: HttpRequest,
    signal: AbortSignal,
  ): Promise<Answer<T> & { readonly repeated: boolean }> {
    let repeated = false;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.send<T>(asked, call);
      if (answer.outcome === 'ok' || answer.outcome === 'refused' || signal.aborted) return { ...answer, repeated };
      repeated ||= answer.outcome === 'unknown';
      await delay(pause);
    }
  }

  private async token(who: string): Promise<string> {
    const known = this.tokens.get(who);
    if (known && known.until > Date.now()) return known.token;
    const token = requestToken(this.stack.issuer, who);
    token.catch(() => this.tokens.delete(who));
    this.tokens.set(who, { token, until: Date.now() + TOKEN_FOR_MS });
    return token;
  }
}

/** Only a request refused before it was read is certainly not done; a server error may have come after the commit. */
function outcomeOf(status: number, answer: string): Outcome {
  if (status >= 200 && status < 300) return 'ok';
  if (status >= 400 && status < 500) return 'refused';
  return answer === 'ECONNREFUSED' || answer === 'no instance' ? 'not-taken' : 'unknown';
}

function exchange(
  origin: string,
  { method, path, body, headers }: HttpRequest,
  token: string,
): Promise<{ answer: string; status: number; body: string }> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve) => {
    const call = request(new URL(path, origin), {
      method,
      agent: false,
      timeout: ANSWER_WITHIN_MS,
      headers: {
        authorization: `Bearer ${token}`,
        ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...headers,
      },
    });
    const broken = (error: NodeJS.ErrnoException) =>
      resolve({ answer: error.code ?? error.message, status: 0, body: '' });
    call.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', broken);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        resolve({ answer: String(status), status, body: Buffer.concat(pieces).toString('utf8') });
      });
    });
    call.on('timeout', () => call.destroy(Object.assign(new Error('no answer'), { code: 'NO_ANSWER' })));
    call.on('error', broken);
    call.end(text);
  });
}

async function requestToken(issuer: string, who: string): Promise<string> {
  const discovery = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { token_endpoint: endpoint } = (await discovery.json()) as { token_endpoint: string };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${who}:${who}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`no token for ${who}: ${response.status}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
