import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

/** An issuer with discovery and one RS256 key, for tests of token checks. */
export interface LocalIssuer {
  readonly url: string;
  /** A token of a handler; `claims` replace or (undefined) remove what is usual. */
  token(claims?: JWTPayload, options?: { key?: CryptoKey; kid?: string; typ?: string }): Promise<string>;
  /** True: every request is answered with 500. */
  fails: boolean;
  /** What every answer waits for, when there is something. */
  waitsFor?: Promise<void>;
  readonly requests: string[];
  close(): Promise<void>;
}

export const AUDIENCE = 'hyvaksiluku';

export async function localIssuer(): Promise<LocalIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const body = request.url?.endsWith('openid-configuration')
      ? { issuer: url, jwks_uri: `${url}/jwks` }
      : { keys: [jwk] };
    void Promise.resolve(issuer.waitsFor).then(() =>
      response.writeHead(issuer.fails ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: LocalIssuer = {
    url,
    requests,
    fails: false,
    token: async (claims = {}, { key = privateKey, kid = 'k1', typ = 'at+jwt' } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        iss: url,
        aud: AUDIENCE,
        sub: '1.2.246.562.24.00000000001',
        iat: now,
        exp: now + 3600,
        institution_oid: '1.2.246.562.10.10000000001',
        roles: ['HANDLER', 'SOMETHING_ELSE'],
        username: 'hanna',
      };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, ...(typ && { typ }) })
        .sign(key);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}
