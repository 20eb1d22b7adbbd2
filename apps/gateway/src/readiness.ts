import type { z } from 'zod';
import type { readinessView } from './own-addresses.js';

/** How long a component may take to say that it is ready, in milliseconds. */
const LIMIT_MS = 2_000;

export type Readiness = Readonly<z.infer<typeof readinessView>>;

/** Asks all services, the issuer and the store of sessions at the same time. */
export async function readiness(
  services: Readonly<Record<string, string>>,
  issuer: string,
  checkSessions: () => Promise<void>,
): Promise<Readiness> {
  const questions = [
    ...Object.entries(services).map(([name, url]) => [name, `${url}/health/ready`] as const),
    ['issuer', `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`] as const,
  ];
  const asked = [
    ...questions.map(([name, url]) => [name, answers(url)] as const),
    ['sessions', succeeds(checkSessions)] as const,
  ];
  const components = await Promise.all(
    asked.map(async ([name, up]) => ({ name, status: (await up) ? ('up' as const) : ('down' as const) })),
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

async function succeeds(check: () => Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, LIMIT_MS, false).unref());
  return Promise.race([
    check().then(
      () => true,
      () => false,
    ),
    late,
  ]);
}
