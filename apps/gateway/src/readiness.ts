import type { z } from 'zod';
import type { readinessView } from './own-addresses.js';

/** How long a component may take to say that it is ready, in milliseconds. */
const LIMIT_MS = 2_000;

export type Readiness = Readonly<z.infer<typeof readinessView>>;

/** Asks all services and the issuer at the same time. */
export async function readiness(services: Readonly<Record<string, string>>, issuer: string): Promise<Readiness> {
  const questions = [
    ...Object.entries(services).map(([name, url]) => [name, `${url}/health/ready`] as const),
    ['issuer', `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`] as const,
  ];
  const components = await Promise.all(
    questions.map(async ([name, url]) => ({
      name,
      status: (await answers(url)) ? ('up' as const) : ('down' as const),
    })),
  );
  return { status: components.every(({ status }) => status === 'up') ? 'ok' : 'error', components };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS), redirect: 'error' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
