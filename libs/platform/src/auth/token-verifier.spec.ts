import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { AUDIENCE, localIssuer, type LocalIssuer } from '#testing';
import { ProblemError } from '../errors/problem.js';
import { TokenVerifier } from './token-verifier.js';

const SETTINGS = { OIDC_AUDIENCE: AUDIENCE, OIDC_TOKEN_TYPE: 'at+jwt', OIDC_LONGEST_TOKEN_MINUTES: 720 } as const;

let issuer: LocalIssuer;
let verifier: TokenVerifier;

beforeAll(async () => {
  issuer = await localIssuer();
  verifier = new TokenVerifier({ ...SETTINGS, OIDC_ISSUER: issuer.url });
});
afterAll(() => issuer.close());

async function codeOf(token: string, by: TokenVerifier = verifier): Promise<string> {
  try {
    await by.verify(token);
    return 'taken';
  } catch (error) {
    return error instanceof ProblemError ? error.code : 'another error';
  }
}

const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describe('access tokens', () => {
  it('a good token gives the actor, and the keys are asked for once', async () => {
    const actor = await verifier.verify(await issuer.token());
    expect(actor).toEqual({
      personId: '1.2.246.562.24.00000000001',
      institutionOid: '1.2.246.562.10.10000000001',
      roles: ['HANDLER'],
      username: 'hanna',
    });
    await verifier.verify(await issuer.token());
    expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });

  it('the clocks may differ by less than 30 s', async () => {
    expect(await codeOf(await issuer.token({ exp: secondsFromNow(-20) }))).toBe('taken');
  });

  it.each<[string, JWTPayload]>([
    ['wrong audience', { aud: 'another-service' }],
    ['no audience', { aud: undefined }],
    ['wrong issuer', { iss: 'https://elsewhere.example' }],
    ['expired', { exp: secondsFromNow(-40) }],
    ['without expiry', { exp: undefined }],
    ['without the moment of its issue', { iat: undefined }],
    ['not yet valid', { nbf: secondsFromNow(60) }],
    ['without person', { sub: undefined }],
    ['without institution', { institution_oid: undefined }],
    ['odd institution', { institution_oid: "1.2' OR 1=1" }],
    ['without roles', { roles: undefined }],
    ['roles as text', { roles: 'ADMIN' }],
    ['without user name', { username: undefined }],
    ['an id that names the person', { sub: 'hanna@metsala.example' }],
  ])('%s → token-invalid', async (_name, claims) => {
    expect(await codeOf(await issuer.token(claims))).toBe('platform/token-invalid');
  });

  it.each<[string[], JWTPayload]>([
    [['aud'], { aud: 'another-service' }],
    [['iss'], { iss: 'https://elsewhere.example' }],
    [['exp'], { exp: secondsFromNow(-40) }],
    [['sub'], { sub: undefined }],
    [['sub'], { sub: 'hanna@metsala.example' }],
    [['institution_oid', 'username', 'roles'], { institution_oid: undefined, username: undefined, roles: undefined }],
  ])('the refusal names the claims %j, never their values', async (claims, differences) => {
    await expect(verifier.verify(await issuer.token(differences))).rejects.toMatchObject({ details: { claims } });
  });

  it('a token that is not signed by the issuer is refused without a word about its claims', async () => {
    const { privateKey: key } = await generateKeyPair('RS256');
    const token = await issuer.token({ sub: undefined }, { key });
    await expect(verifier.verify(token)).rejects.toMatchObject({ details: {} });
  });

  it.each(['', 'abc', 'a.b.c', 'eyJhbGciOiJSUzI1NiJ9..x'])('no token at all: %j → token-invalid', async (token) => {
    expect(await codeOf(token)).toBe('platform/token-invalid');
  });

  it('algorithm none, a symmetric algorithm, a foreign key and an unknown key id → token-invalid', async () => {
    const claims = { sub: 'a', institution_oid: '1.2', roles: [], username: 'a' };
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer(issuer.url)
      .setAudience(AUDIENCE)
      .setExpirationTime('1h')
      .encode();
    expect(await codeOf(unsigned)).toBe('platform/token-invalid');
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setIssuer(issuer.url)
      .setAudience(AUDIENCE)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('a'.repeat(32)));
    expect(await codeOf(symmetric)).toBe('platform/token-invalid');
    const { privateKey: key } = await generateKeyPair('RS256');
    expect(await codeOf(await issuer.token({}, { key }))).toBe('platform/token-invalid');
    expect(await codeOf(await issuer.token({}, { key, kid: 'k2' }))).toBe('platform/token-invalid');
  });

  it('an issuer that does not answer is not the fault of the token; it is left alone for two seconds, then asked again', async () => {
    const late = await localIssuer();
    const time = { now: 0 };
    const verifying = new TokenVerifier({ ...SETTINGS, OIDC_ISSUER: late.url }, () => time.now);
    late.fails = true;
    const token = await late.token();
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(token, verifying)));
    expect([new Set(codes), late.requests.length]).toEqual([new Set(['platform/unavailable']), 1]);
    time.now = 1999;
    expect([await codeOf(token, verifying), late.requests.length]).toEqual(['platform/unavailable', 1]);
    time.now = 2000;
    late.fails = false;
    expect(await codeOf(token, verifying)).toBe('taken');
    late.fails = true;
    expect([await codeOf(token, verifying), late.requests.length]).toEqual(['taken', 3]);
    await late.close();
    expect(await codeOf(token, new TokenVerifier({ ...SETTINGS, OIDC_ISSUER: late.url }))).toBe('platform/unavailable');
  });

  it.each<[string, string, string, JWTPayload]>([
    ['taken', 'at+jwt', 'at+jwt', {}],
    ['taken', 'at+jwt', 'application/at+jwt', {}],
    ['platform/token-invalid', 'at+jwt', 'JWT', {}],
    ['platform/token-invalid', 'at+jwt', '', {}],
    ['platform/token-invalid', 'at+jwt', 'logout+jwt', {}],
    ['taken', 'any', 'JWT', {}],
    ['taken', 'any', '', { typ: 'Bearer' }],
    ['platform/token-invalid', 'any', 'JWT', { nonce: 'n' }],
    ['platform/token-invalid', 'any', 'JWT', { at_hash: 'x' }],
    ['platform/token-invalid', 'any', 'JWT', { typ: 'ID' }],
    ['platform/token-invalid', 'any', 'JWT', { typ: 'Refresh' }],
    ['platform/token-invalid', 'any', 'JWT', { token_use: 'id' }],
    ['platform/token-invalid', 'at+jwt', 'at+jwt', { cnf: { jkt: 'thumbprint' } }],
  ])('%s where %s is taken: a token of the type "%s" with %j', async (code, taken, typ, claims) => {
    const verifying = new TokenVerifier({
      ...SETTINGS,
      OIDC_ISSUER: issuer.url,
      OIDC_TOKEN_TYPE: taken as 'at+jwt' | 'any',
    });
    expect(await codeOf(await issuer.token(claims, { typ }), verifying)).toBe(code);
  });

  it.each([
    [12 * 3600, 'taken'],
    [12 * 3600 + 1, 'platform/token-invalid'],
  ])('a token that is valid for %d s: %s', async (seconds, code) => {
    const iat = secondsFromNow(-10);
    expect(await codeOf(await issuer.token({ iat, exp: iat + seconds }))).toBe(code);
  });

  it('an issuer that calls itself by another name is not taken', async () => {
    const otherName = new TokenVerifier({
      ...SETTINGS,
      OIDC_ISSUER: issuer.url.replace('127.0.0.1', 'localhost'),
    });
    expect(await codeOf(await issuer.token(), otherName)).toBe('platform/unavailable');
  });
});
