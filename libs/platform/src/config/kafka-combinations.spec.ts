import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, loadConfig } from './config.js';
import { kafkaSettings, runtimeSettings } from './settings.js';

const schema = z.object({ ...runtimeSettings, ...kafkaSettings });
const PEM = '-----BEGIN CERTIFICATE-----\nbm90aGluZw==\n-----END CERTIFICATE-----\n';
/** A certificate whose key was thrown away; ends in 2126. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBdTCCARugAwIBAgIUdmtksv0ELoLfVOXFaXWOJDpoJKQwCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjQwMzI2NTNaGA8yMTI2MTAzMTAzMjY1
M1owDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNQ+
I5P2xNgDoMDJnFaqGdUDoB6ImaNwdVwL+el/uLfMilh+vEywKaG2Heuy0AbJjXzm
Y9r3hcrOTJs7Y48XlZijUzBRMB0GA1UdDgQWBBRCsNpZvCCPT23Bx8lLY7MVumiW
GDAfBgNVHSMEGDAWgBRCsNpZvCCPT23Bx8lLY7MVumiWGDAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0gAMEUCIQCox2WUEocY6X+Aabdm9L5tsDLpoxLIgqhH
wCQgbOVMTwIgIz7kwXuaWt37D3ewayTVhgNNiYzqr8Zc5pQiDq3AGDE=
-----END CERTIFICATE-----`;

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(schema, { KAFKA_BROKERS: 'a:9092', ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('Kafka settings together', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kafka-settings-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const signIn = {
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'decisions',
    KAFKA_SASL_PASSWORD: 'hemlighet',
  };

  it('nothing, sign-in, sign-in with TLS are complete', () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf(signIn)).toEqual([]);
    expect(problemsOf({ ...signIn, KAFKA_TLS: 'true', NODE_ENV: 'production' })).toEqual([]);
  });

  it('a password and a certificate may come from files', () => {
    const file = join(folder, 'password');
    writeFileSync(file, 'from-file\n');
    const { KAFKA_SASL_PASSWORD: _, ...rest } = signIn;
    const env = { KAFKA_BROKERS: 'a:9092', ...rest, KAFKA_SASL_PASSWORD_FILE: file };
    expect(loadConfig(schema, env).KAFKA_SASL_PASSWORD).toBe('from-file');
  });

  it.each([
    [{ KAFKA_SASL_MECHANISM: 'scram-sha-512' }, ['KAFKA_SASL_USERNAME is missing', 'KAFKA_SASL_PASSWORD is missing']],
    [{ KAFKA_SASL_USERNAME: 'decisions' }, ['KAFKA_SASL_USERNAME is given, but KAFKA_SASL_MECHANISM']],
    [{ KAFKA_SASL_PASSWORD: 'hemlighet' }, ['KAFKA_SASL_PASSWORD is given, but KAFKA_SASL_MECHANISM']],
    [{ ...signIn, NODE_ENV: 'production' }, ['KAFKA_SASL_MECHANISM is given without KAFKA_TLS=true']],
    [{ KAFKA_TLS_CA: PEM }, ['KAFKA_TLS_CA is given, but KAFKA_TLS is not true']],
    [{ KAFKA_TLS: 'true', KAFKA_TLS_CERTIFICATE: PEM }, ['KAFKA_TLS_KEY is missing']],
    [{ KAFKA_TLS: 'true', KAFKA_TLS_KEY: PEM }, ['KAFKA_TLS_CERTIFICATE is missing']],
    [{ KAFKA_TLS: 'true', KAFKA_TLS_CA: PEM }, ['KAFKA_TLS_CA is wrong: not a certificate']],
    [{ KAFKA_TLS: 'true', KAFKA_TLS_CA: '/etc/ca.crt' }, ['KAFKA_TLS_CA is wrong: expected PEM text']],
  ])('%j is refused with a sentence, without the value', (env, sentences) => {
    const problems = problemsOf(env);
    expect(problems).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
    expect(problems.join()).not.toMatch(/hemlighet|bm90/);
  });

  it.each(['production', 'development'])('the broker in memory cannot be chosen (NODE_ENV %s)', (NODE_ENV) => {
    for (const KAFKA_BROKERS of ['memory', 'in-memory', 'memory:', 'memory://', 'memory://bus']) {
      expect(problemsOf({ NODE_ENV, KAFKA_BROKERS })).toEqual([
        expect.stringMatching(/^KAFKA_BROKERS is wrong: the broker in memory is for tests .*; expected host:port/),
      ]);
    }
    expect(problemsOf({ NODE_ENV, KAFKA_BROKERS: 'memory:9092' })).toEqual([]);
    expect(problemsOf({ NODE_ENV, KAFKA_BROKERS: 'a' }).join()).not.toContain('memory');
  });

  it('a key that belongs to another certificate is refused', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(problemsOf({ KAFKA_TLS: 'true', KAFKA_TLS_CA: CERTIFICATE })).toEqual([]);
    expect(problemsOf({ KAFKA_TLS: 'true', KAFKA_TLS_CERTIFICATE: CERTIFICATE, KAFKA_TLS_KEY: key })).toEqual([
      expect.stringContaining('KAFKA_TLS_KEY is wrong: it does not belong to KAFKA_TLS_CERTIFICATE'),
    ]);
  });
});
