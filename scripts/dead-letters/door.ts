import { readFileSync } from 'node:fs';
import type { ServiceName } from '#contracts';
import { accessToken, stack } from '#testing';

/** Something the operator can do something about, as one sentence. */
export class DoorError extends Error {}

/** Where the system is and who is asking. */
export interface Door {
  readonly url: string;
  readonly token: string;
}

const DEMO_OPERATOR = 'otso';
const TIMEOUT_MS = 60_000;

/**
 * The door that the environment names, or that of `npm start` on this machine, opened as its demo operator.
 * @throws DoorError
 */
export async function openDoor(env: NodeJS.ProcessEnv = process.env): Promise<Door> {
  const { HYVAKSILUKU_URL: url } = env;
  const token = tokenOf(env);
  if (url === undefined && token === undefined) return demoDoor();
  if (url === undefined) throw new DoorError('HYVAKSILUKU_URL is missing: it says where the token is to be used.');
  if (token === undefined)
    throw new DoorError('HYVAKSILUKU_TOKEN or HYVAKSILUKU_TOKEN_FILE is missing for HYVAKSILUKU_URL.');
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) throw new DoorError('HYVAKSILUKU_URL is not a web address.');
  if (parsed.protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(parsed.hostname)) {
    throw new DoorError(
      'HYVAKSILUKU_URL must begin with https:// except on this machine: the token would travel readable.',
    );
  }
  return { url: parsed.origin, token };
}

function tokenOf(env: NodeJS.ProcessEnv): string | undefined {
  const file = env['HYVAKSILUKU_TOKEN_FILE'];
  if (file === undefined) return env['HYVAKSILUKU_TOKEN'];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new DoorError(`HYVAKSILUKU_TOKEN_FILE names ${file}, which cannot be read.`);
  }
}

async function demoDoor(): Promise<Door> {
  try {
    return { url: stack().gatewayUrl, token: await accessToken(DEMO_OPERATOR) };
  } catch {
    throw new DoorError(
      'No stack answers on this machine: start one with npm start, or set HYVAKSILUKU_URL and HYVAKSILUKU_TOKEN.',
    );
  }
}

/**
 * Asks the interface of a service for dead letters, or another one of its operators.
 * @throws DoorError with what the service says when it refuses, or why it cannot be asked
 */
export async function ask<T>(
  door: Door,
  service: ServiceName,
  path: string,
  body?: object,
  resource: 'dead-letters' | 'stuck-partitions' = 'dead-letters',
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${door.url}/api/${service}/v1/${resource}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${door.token}`,
        'accept-language': 'en',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new DoorError(`${service} does not answer at ${door.url}.`);
  }
  const answer = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; code?: string };
  if (response.ok) return answer as T;
  const { title = `HTTP ${response.status}`, detail = '', code = 'no code' } = answer;
  throw new DoorError(`${service}: ${title}. ${detail} (${code})`);
}
