import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ServiceName } from '#contracts';
import { eventually } from './eventually.js';
import { freePort } from './kafka-broker.js';
import { stack } from './stack.js';

/** One more process of a service, beside the stack's own. */
export interface OwnService {
  readonly url: string;
  readonly metricsUrl: string;
  /** Everything it has written so far. */
  output(): string;
  /** Status of /health/live, /health/ready or /health/startup. */
  health(probe: 'live' | 'ready' | 'startup'): Promise<number>;
  /** Exit code; waits for the end. */
  ended(): Promise<number | null>;
  /** Ends it by SIGTERM, by SIGKILL when that takes long. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const STOP_WITHIN_MS = 30_000;

/**
 * Starts a compiled service with the stack's database, issuer and mail catcher; `env` says what is to be different. Does not
 * wait until it is ready.
 */
export async function startOwnService(
  service: ServiceName,
  env: Readonly<Record<string, string>>,
): Promise<OwnService> {
  const [http, metrics] = [await freePort(), await freePort()];
  const settings = {
    PATH: process.env['PATH'],
    NODE_ENV: 'development',
    HTTP_PORT: String(http),
    METRICS_PORT: String(metrics),
    DATABASE_URL: stack().databaseUrls[service],
    KAFKA_BROKERS: stack().kafkaBrokers.join(','),
    OIDC_ISSUER: stack().issuer,
    SMTP_URL: `smtp://${HOST}:25`,
    MAIL_FROM: 'noreply@hyvaksiluku.example',
    // As in the stack of the tests, whose students are few.
    DRAFTS_PER_PERSON: '1000',
    ...env,
  };
  return startProgram(service, settings, { http, metrics });
}

/** Starts one more process of the gateway, with the stack's database, keys, services and issuer. */
export async function startOwnGateway(env: Readonly<Record<string, string>> = {}): Promise<OwnService> {
  const [http, metrics] = [await freePort(), await freePort()];
  const { serviceUrls, databaseUrls, issuer, gatewayUrl, clockFile } = stack();
  const addresses = Object.entries(serviceUrls).map(([service, url]) => [
    `${service.toUpperCase().replaceAll('-', '_')}_URL`,
    url,
  ]);
  const settings = {
    PATH: process.env['PATH'],
    HTTP_PORT: String(http),
    METRICS_PORT: String(metrics),
    DATABASE_URL: databaseUrls.gateway,
    SESSION_KEYS_FILE: path.join(path.dirname(clockFile), 'session-keys'),
    OIDC_ISSUER: issuer,
    PUBLIC_BASE_URL: gatewayUrl,
    ...(Object.fromEntries(addresses) as Record<string, string>),
    ...env,
  };
  return startProgram('gateway', settings, { http, metrics });
}

function startProgram(
  app: string,
  settings: NodeJS.ProcessEnv,
  { http, metrics }: { readonly http: number; readonly metrics: number },
): OwnService {
  const script = path.resolve('dist', 'apps', app, 'src', 'main.js');
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = `http://${HOST}:${http}`;
  return {
    url,
    metricsUrl: `http://${HOST}:${metrics}/metrics`,
    output: () => output,
    health: async (probe) => (await fetch(`${url}/health/${probe}`)).status,
    ended: () => end,
    stop: async () => {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await end;
      clearTimeout(kill);
    },
  };
}

/** The value of a metric of a process, summed over its labels; undefined while it has none. */
export async function metricOf(metricsUrl: string, name: string): Promise<number | undefined> {
  const text = await (await fetch(metricsUrl)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  if (lines.length === 0) return undefined;
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** Waits until the process answers one of its probes with 200. */
export async function untilHealthy(service: OwnService, probe: 'live' | 'ready', deadlineMs = 60_000): Promise<void> {
  await eventually(`${probe} at ${service.url}`, async () => (await service.health(probe)) === 200, deadlineMs);
}
