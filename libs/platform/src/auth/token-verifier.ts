import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { ProblemError } from '../errors/problem.js';
import { ROLES, type Actor, type Role } from './actor.js';
import { universityId } from './university-id.js';

/** Signature algorithms we take; symmetric ones and `none` are not among them. */
const ALGORITHMS = ['RS256', 'ES256', 'PS256'];
const CLOCK_SKEW_SECONDS = 30;
const FETCH_TIMEOUT_MS = 3_000;

const claims = z.object({
  sub: universityId,
  institution_oid: z
    .string()
    .regex(/^[0-9]+(\.[0-9]+)+$/)
    .max(100),
  username: z.string().min(1).max(200),
  roles: z.array(z.string()),
});

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Checks access tokens of the OpenID Connect issuer. The issuer is asked for its keys when the first token arrives, and when one is signed with an unknown key. */
export class TokenVerifier {
  #keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly settings: { readonly OIDC_ISSUER: string; readonly OIDC_AUDIENCE: string }) {}

  /**
   * The actor a token speaks for. Roles we do not know are left out.
   *
   * @throws ProblemError `platform/token-invalid`, with the names of wrong or missing `claims` when the signature is right;
   *   `platform/unavailable` when the issuer does not answer
   */
  async verify(token: string): Promise<Actor> {
    const keys = await this.#discoveredKeys();
    const payload = await this.#payload(token, keys);
    const parsed = claims.safeParse(payload);
    if (!parsed.success) {
      const names = parsed.error.issues.map(({ path }) => String(path[0]));
      throw new ProblemError('platform/token-invalid', { claims: [...new Set(names)] });
    }
    const { sub, institution_oid, username, roles } = parsed.data;
    return { personId: sub, institutionOid: institution_oid, username, roles: roles.filter(isRole) };
  }

  async #payload(token: string, keys: JWTVerifyGetKey): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.settings.OIDC_ISSUER,
        audience: this.settings.OIDC_AUDIENCE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      const code = isFaultOfIssuer(error) ? 'platform/unavailable' : 'platform/token-invalid';
      throw new ProblemError(code, namesOfClaims(error), { cause: error });
    }
  }

  /** Found once; a failed search is tried again with the next token. */
  async #discoveredKeys(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#discover();
    try {
      return await this.#keys;
    } catch (error) {
      this.#keys = undefined;
      throw new ProblemError('platform/unavailable', {}, { cause: error });
    }
  }

  async #discover(): Promise<JWTVerifyGetKey> {
    const { OIDC_ISSUER } = this.settings;
    const url = `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: 'error' });
    if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
    const metadata = discovery.parse(await response.json());
    if (metadata.issuer !== OIDC_ISSUER) throw new Error('OIDC_ISSUER is not the name the issuer calls itself by');
    return createRemoteJWKSet(new URL(metadata.jwks_uri), {
      timeoutDuration: FETCH_TIMEOUT_MS,
      cacheMaxAge: 600_000,
      cooldownDuration: 10_000,
    });
  }
}

/** Every error of jose about the token itself is one of these; the rest is about getting the keys. */
const FAULTS_OF_TOKEN = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/** Which claim a token with a right signature was refused for: whoever sets up an issuer looks there. */
function namesOfClaims(error: unknown): { claims?: string[] } {
  const isAboutOne = error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired;
  return isAboutOne ? { claims: [error.claim] } : {};
}

function isFaultOfIssuer(error: unknown): boolean {
  return !FAULTS_OF_TOKEN.some((fault) => error instanceof fault);
}

function isRole(role: string): role is Role {
  return (ROLES as readonly string[]).includes(role);
}
