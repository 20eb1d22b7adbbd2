import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, loadConfig } from './config.js';
import { databaseSettings, httpSettings, kafkaSettings, oidcSettings, runtimeSettings } from './settings.js';

const schema = z.object({
  ...runtimeSettings,
  ...httpSettings,
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
});

const right = {
  HTTP_PORT: '8101',
  METRICS_PORT: '9101',
  DATABASE_URL: 'postgres://applications:pw@127.0.0.1:5433/applications',
  KAFKA_BROKERS: 'a:9092, b:9092',
  OIDC_ISSUER: 'http://127.0.0.1:8090',
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads settings and fills in what may be left out', () => {
    expect(loadConfig(schema, right)).toEqual({
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: 8101,
      METRICS_PORT: 9101,
      PUBLIC_BASE_URL: 'http://127.0.0.1:8080',
      SHUTDOWN_GRACE_SECONDS: 25,
      DATABASE_URL: right.DATABASE_URL,
      DATABASE_POOL_SIZE: 10,
      KAFKA_BROKERS: ['a:9092', 'b:9092'],
      KAFKA_SESSION_TIMEOUT_SECONDS: 45,
      KAFKA_REPLICATION_FACTOR: 1,
      KAFKA_TLS: false,
      OIDC_ISSUER: 'http://127.0.0.1:8090',
      OIDC_AUDIENCE: 'hyvaksiluku',
      OIDC_TOKEN_TYPE: 'at+jwt',
      OIDC_LONGEST_TOKEN_MINUTES: 720,
    });
  });

  it.each(Object.keys(right))('%s missing or empty is reported by name', (name) => {
    expect(problemsOf({ ...right, [name]: undefined })).toEqual([expect.stringContaining(`${name} is missing`)]);
    expect(problemsOf({ ...right, [name]: '' })).toEqual([expect.stringContaining(`${name} is missing`)]);
  });

  it('names every wrong variable at once, never with its value', () => {
    const wrong = {
      NODE_ENV: 'prod',
      LOG_LEVEL: 'loud',
      HTTP_PORT: '70000',
      METRICS_PORT: 'abc',
      PUBLIC_BASE_URL: 'ftp://x',
      SHUTDOWN_GRACE_SECONDS: '0',
      DATABASE_URL: 'mysql://user:hemlighet@host/db',
      DATABASE_POOL_SIZE: '1.5',
      KAFKA_BROKERS: 'http://broker',
      KAFKA_TLS: 'perhaps',
      KAFKA_SASL_MECHANISM: 'plain',
      OIDC_ISSUER: 'issuer',
    };
    const problems = problemsOf(wrong);
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort());
    expect(problems.join()).not.toMatch(/hemlighet|70000|abc|ftp|perhaps/);
  });

  it('takes a secret from the file that X_FILE names, and reports when it cannot be read', () => {
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://from-file/db\n');
    const { DATABASE_URL: _, ...rest } = right;
    expect(loadConfig(schema, { ...rest, DATABASE_URL_FILE: file }).DATABASE_URL).toBe('postgres://from-file/db');
    const problems = problemsOf({ ...rest, DATABASE_URL_FILE: join(folder, 'missing') });
    expect(problems).toEqual(['DATABASE_URL_FILE names a file that cannot be read (ENOENT).']);
  });
});
