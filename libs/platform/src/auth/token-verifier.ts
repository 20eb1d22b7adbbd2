import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { PlatformConfig } from '../config/settings.js';
import { ProblemError } from '../errors/problem.js';
import { ROLES, type Actor, type Role } from './actor.js';
import { countSignIn } from './sign-in-metric.js';
import { universityId } from './university-id.js';

/** Signature algorithms we take; symmetric ones and `none` are not among them. */
export const TOKEN_ALGORITHMS: readonly string[] = ['RS256', 'ES256', 'PS256'];
/** By how much the clocks of issuer and reader may differ. */
export const CLOCK_SKEW_SECONDS = 30;
const FETCH_TIMEOUT_MS = 3_000;
/** An issuer that has failed is left alone for so long; requests meanwhile fail at once. */
const LEFT_ALONE_MS = 2_000;

const claims = z.object({
  sub: universityId,
  institution_oid: z
    .string()
    .regex(/^[0-9]+(\.[0-9]+)+$/)
    .max(100),
  username: z.string().min(1).max(200),
  roles: z.array(z.string()),
  name: z.string().trim().min(1).max(300).optional().catch(undefined),
});

/** Settings that say which tokens are taken; see libs/platform/src/config/settings.ts. */
export type TokenSettings = Pick<
  PlatformConfig,
  'OIDC_ISSUER' | 'OIDC_AUDIENCE' | 'OIDC_TOKEN_TYPE' | 'OIDC_LONGEST_TOKEN_MINUTES'
>;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Checks access tokens of the OpenID Connect issuer. The issuer is asked for its keys when the first token arrives, and when one is signed with an unknown key. */
export class TokenVerifier {
  #keys: Promise<JWTVerifyGetKey> | undefined;
  #askedFrom = 0;

  constructor(
    private readonly settings: TokenSettings,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * The actor a token speaks for. Roles we do not know are left out.
   *
   * @throws ProblemError `platform/token-invalid`, with the names of wrong or missing `claims` when the signature is right;
   *   `platform/unavailable` when the issuer does not answer
   */
  async verify(token: string): Promise<Actor> {
    try {
      const actor = await this.#actorOf(token);
      countSignIn('token', 'right');
      return actor;
    } catch (error) {
      countSignIn(
        'token',
        error instanceof ProblemError && error.code === 'platform/token-invalid' ? 'wrong' : 'refused',
      );
      throw error;
    }
  }

  async #actorOf(token: string): Promise<Actor> {
    const keys = await this.#discoveredKeys();
    const payload = await this.#payload(token, keys);
    const unfit = this.#unfit(payload);
    if (unfit) throw new ProblemError('platform/token-invalid', { claims: [unfit] });
    const parsed = claims.safeParse(payload);
    if (!parsed.success) {
      const names = parsed.error.issues.map(({ path }) => String(path[0]));
      throw new ProblemError('platform/token-invalid', { claims: [...new Set(names)] });
    }
    const { sub, institution_oid, username, roles, name } = parsed.data;
    const actor = { personId: sub, institutionOid: institution_oid, username, roles: roles.filter(isRole) };
    return name === undefined ? actor : { ...actor, name };
  }

  async #payload(token: string, keys: JWTVerifyGetKey): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: this.settings.OIDC_ISSUER,
        audience: this.settings.OIDC_AUDIENCE,
        algorithms: [...TOKEN_ALGORITHMS],
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ['exp', 'iat', 'sub'],
        ...(this.settings.OIDC_TOKEN_TYPE !== 'any' && { typ: this.settings.OIDC_TOKEN_TYPE }),
      });
      return payload;
    } catch (error) {
      const code = isFaultOfIssuer(error) ? 'platform/unavailable' : 'platform/token-invalid';
      throw new ProblemError(code, namesOfClaims(error), { cause: error });
    }
  }

  /** The claim by which a token is no access token, or lives too long. An ID token is for the page that asked for it. */
  #unfit(payload: JWTPayload): string | undefined {
    const ofIdToken = ['nonce', 'at_hash', 'c_hash'].find((claim) => claim in payload);
    if (ofIdToken) return ofIdToken;
    // Issuers whose tokens all say JWT in the header (Keycloak, Cognito) say here which kind one is.
    if (['ID', 'Refresh', 'Offline'].includes(String(payload['typ']))) return 'typ';
    if (payload['token_use'] === 'id') return 'token_use';
    // Bound to a key or a certificate (RFC 9449, RFC 8705): without the proof, which nobody checks here, it may be a stolen one.
    if ('cnf' in payload) return 'cnf';
    const seconds = (payload.exp ?? Infinity) - (payload.iat ?? 0);
    return seconds > this.settings.OIDC_LONGEST_TOKEN_MINUTES * 60 ? 'exp' : undefined;
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
    const response = await this.#ask(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: 'error' });
    const metadata = discovery.parse(await response.json());
    if (metadata.issuer !== OIDC_ISSUER) {
      this.#leaveAlone(new Error('OIDC_ISSUER is not the name the issuer calls itself by'));
    }
    return createRemoteJWKSet(new URL(metadata.jwks_uri), {
      timeoutDuration: FETCH_TIMEOUT_MS,
      cacheMaxAge: 600_000,
      cooldownDuration: 10_000,
      [customFetch]: (address, options) => this.#ask(address, options),
    });
  }

  #leaveAlone(error: unknown): never {
    this.#askedFrom = this.now() + LEFT_ALONE_MS;
    throw error;
  }

  /** @throws Error when the issuer does not answer as it should, or failed a moment ago */
  async #ask(url: string, options: RequestInit): Promise<Response> {
    if (this.now() < this.#askedFrom) throw new Error('the issuer failed a moment ago');
    const response = await fetch(url, options).catch((error: unknown) => this.#leaveAlone(error));
    if (!response.ok) this.#leaveAlone(new Error(`the issuer answered ${response.status}`));
    return response;
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

/** Which claim a token with a right signature was refused for: for the person who sets up an issuer. */
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
