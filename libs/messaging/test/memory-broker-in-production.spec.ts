import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a compiled program with these settings to its end; one that goes on is ended after a while. */
function run(program: string, settings: NodeJS.ProcessEnv): Promise<Ended> {
  const env = { PATH: process.env['PATH'], ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [path.resolve('dist', program)], { env, timeout: 50_000 }, (error, stdout, stderr) => {
      const { code } = (error ?? { code: 0 }) as { code?: unknown };
      resolve({ code: typeof code === 'number' ? code : -1, stdout, stderr });
    });
  });
}

describe('the broker in memory in production', () => {
  it('a process that was given it does not start, and says which setting mends that', async () => {
    const { code, stdout, stderr } = await run('libs/messaging/test/programs/service-on-memory-broker.js', {
      NODE_ENV: 'production',
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^The configuration is wrong:\n {2}- MEMORY_BROKER_IN_PRODUCTION: .* Set KAFKA_BROKERS to/);
  });

  it('a service that names it as its broker does not start: no setting can choose it', async () => {
    const { code, stderr } = await run('apps/applications/src/main.js', {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://applications:pw@127.0.0.1:1/applications',
      OIDC_ISSUER: 'https://issuer.invalid',
      KAFKA_BROKERS: 'memory://',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The configuration is wrong:\n {2}- KAFKA_BROKERS is wrong: the broker in memory is for tests/,
    );
  });
});
