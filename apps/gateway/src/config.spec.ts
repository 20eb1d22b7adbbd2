import { describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '#platform';
import { configSchema } from './config.js';

const RIGHT = {
  DATABASE_URL: 'postgres://gateway:pw@127.0.0.1:5433/gateway',
  SESSION_KEYS: Buffer.alloc(32, 1).toString('base64'),
};
const SECURE = {
  NODE_ENV: 'production',
  OIDC_ISSUER: 'https://login.example/realms/x',
  PUBLIC_BASE_URL: 'https://hyvaksiluku.example',
};

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(configSchema, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('settings of the gateway', () => {
  it('begin with a database and a key; the rest has defaults', () => {
    expect(problemsOf(RIGHT)).toEqual([]);
    expect(problemsOf({ ...RIGHT, ...SECURE })).toEqual([]);
    expect(problemsOf({})).toEqual([
      expect.stringContaining('DATABASE_URL is missing'),
      expect.stringContaining('SESSION_KEYS is missing'),
    ]);
  });

  it.each(['short', Buffer.alloc(31).toString('base64'), `${RIGHT.SESSION_KEYS},`, `${RIGHT.SESSION_KEYS},YQ==`])(
    'a key of another length is refused without being repeated (%#)',
    (SESSION_KEYS) => {
      const problems = problemsOf({ ...RIGHT, SESSION_KEYS });
      expect(problems).toEqual([expect.stringContaining('SESSION_KEYS is wrong: expected keys of 32 bytes')]);
      expect(problems.join()).not.toContain(SESSION_KEYS);
    },
  );

  it('several keys, of which the first is the newest', () => {
    const keys = `${Buffer.alloc(32, 2).toString('base64')}, ${RIGHT.SESSION_KEYS}`;
    const { SESSION_KEYS } = loadConfig(configSchema, { ...RIGHT, SESSION_KEYS: keys });
    expect(SESSION_KEYS.map(([byte]) => byte)).toEqual([2, 1]);
  });

  it.each([
    ['OIDC_ISSUER', 'http://login.example'],
    ['PUBLIC_BASE_URL', 'http://hyvaksiluku.example'],
  ])('%s without TLS is refused in production', (name, address) => {
    expect(problemsOf({ ...RIGHT, ...SECURE, [name]: address })).toEqual([
      expect.stringContaining(`${name} is wrong: expected an https:// address in production`),
    ]);
  });
});
