import type { ServiceName } from '#contracts';
import { Refused } from './command.js';
import { gatewayConfig } from './config.js';

/** Where the system is and who asks. */
export interface Gateway {
  readonly url: string;
  readonly token: string;
}

const TIMEOUT_MS = 60_000;

/** The gateway that the environment names. @throws ConfigError */
export function gateway(): Gateway {
  const { HYVAKSILUKU_URL: url, HYVAKSILUKU_TOKEN: token } = gatewayConfig();
  return { url, token };
}

/**
 * Asks the interface of a service for dead letters, or another one of its operators.
 * @throws Refused with what the service says when it refuses, or why it cannot be asked
 */
export async function ask<T>(
  { url, token }: Gateway,
  service: ServiceName,
  path: string,
  body?: object,
  resource: 'dead-letters' | 'stuck-partitions' = 'dead-letters',
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${url}/api/${service}/v1/${resource}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': 'en',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    const doubt = body ? ' Whether it was done is not known: look with list, then repeat.' : '';
    throw new Refused(`${service} does not answer at ${url}.${doubt}`);
  }
  const answer = (await response.json().catch(() => ({}))) as { title?: string; detail?: string; code?: string };
  if (response.ok) return answer as T;
  const { title = `HTTP ${response.status}`, detail = '', code = 'no code' } = answer;
  throw new Refused(`${service}: ${title}. ${detail} (${code})`);
}
