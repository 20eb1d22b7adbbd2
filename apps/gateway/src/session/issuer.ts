import * as oidc from 'openid-client';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { CLOCK_SKEW_SECONDS, ProblemError, TOKEN_ALGORITHMS, type TokenVerifier } from '#platform';
import type { ErrorCode } from '../errors.js';
import type { HeldTokens, NewTokens } from './session.repository.js';
import type { SealedContent } from './session.js';

/** What the gateway is to the issuer: a client of its own. */
export interface IssuerSettings {
  readonly OIDC_ISSUER: string;
  readonly OIDC_CLIENT_ID: string;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_SCOPES: string;
  readonly PUBLIC_BASE_URL: string;
}

/** What a browser brings back to `/callback`, and what was kept of the sign-in's beginning. */
export interface Return {
  readonly query: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Seconds that one question to the issuer may take. */
const TIMEOUT_SECONDS = 5;
/** Lifetime of an access token of which the issuer does not say how long it lives, in seconds. */
const SHORT_LIFE = 60;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const idTokenClaims = z.object({
  sub: z.string(),
  sid: z.string().max(255).optional().catch(undefined),
  name: z.string().max(300).optional().catch(undefined),
  given_name: z.string().max(150).optional().catch(undefined),
  family_name: z.string().max(150).optional().catch(undefined),
  locale: z.string().optional().catch(undefined),
});

const logoutClaims = z
  .object({
    sid: z.string().min(1).max(255).optional(),
    sub: z.string().min(1).optional(),
    events: z.record(z.string(), z.unknown()).refine((events) => LOGOUT_EVENT in events),
    nonce: z.undefined().optional(),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined);

/**
 * The OpenID Connect issuer, as the gateway's session needs it: authorization code with PKCE, refresh, sign-out by the
 * browser (RP-initiated logout) and by the issuer (back-channel logout). It is looked up with the first question; a failed
 * look-up is tried again with the next one.
 */
export class Issuer {
  private found: Promise<oidc.Configuration> | undefined;
  private keys: JWTVerifyGetKey | undefined;

  constructor(
    private readonly settings: IssuerSettings,
    private readonly tokens: TokenVerifier,
  ) {}

  /** Where the browser goes to sign in. @throws ProblemError `platform/unavailable` */
  async signInAt(begun: Omit<Return, 'query'>, language: string): Promise<URL> {
    const configuration = await this.configuration();
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.callback.href,
      scope: this.settings.OIDC_SCOPES,
      code_challenge: await oidc.calculatePKCECodeChallenge(begun.codeVerifier),
      code_challenge_method: 'S256',
      state: begun.state,
      nonce: begun.nonce,
      ui_locales: language,
    });
  }

  /**
   * Exchanges the code of a sign-in.
   * @throws ProblemError `session/sign-in-failed` when issuer and code do not fit, `session/not-for-pages` when the account
   *   is not a person's of an institution, `platform/unavailable`
   */
  async exchange({ query, state, nonce, codeVerifier }: Return): Promise<NewTokens> {
    const configuration = await this.configuration();
    const current = new URL(this.callback);
    current.search = query;
    const answer = await answered('session/sign-in-failed', () =>
      oidc.authorizationCodeGrant(configuration, current, {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }),
    );
    return this.newTokens(answer, undefined);
  }

  /**
   * New tokens for those of a session. An ID token that comes with them need not repeat the nonce of the sign-in.
   * @throws ProblemError `session/ended` when the issuer does not renew them any more, `platform/unavailable`
   */
  async renew(session: HeldTokens): Promise<NewTokens> {
    const { refreshToken } = session;
    if (refreshToken === undefined) throw new ProblemError<ErrorCode>('session/ended');
    const configuration = await this.configuration();
    const answer = await answered('session/ended', () => oidc.refreshTokenGrant(configuration, refreshToken));
    const renewed = await this.newTokens(answer, session);
    if (renewed.person.id !== session.person.id) throw new ProblemError<ErrorCode>('session/ended');
    return renewed;
  }

  /**
   * Ends what the issuer gave: the refresh token at once; the issuer's own session when the browser goes where this points.
   * Undefined where the issuer knows no such place.
   */
  async signOutAt({ refreshToken, idToken }: SealedContent): Promise<URL | undefined> {
    const configuration = await this.configuration();
    const metadata = configuration.serverMetadata();
    if (refreshToken !== undefined && metadata.revocation_endpoint !== undefined) {
      // The session here is over in any case; a token that could not be revoked ends by itself.
      await oidc.tokenRevocation(configuration, refreshToken).catch(() => undefined);
    }
    if (metadata.end_session_endpoint === undefined) return undefined;
    return oidc.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.settings.PUBLIC_BASE_URL}/`,
    });
  }

  /**
   * Which sessions a logout token of the issuer ends (OpenID Connect Back-Channel Logout 1.0, 2.6).
   * @throws ProblemError `session/logout-token-invalid`, `platform/unavailable`
   */
  async endedBy(logoutToken: string): Promise<{ issuerSession: string } | { personId: string }> {
    const { jwks_uri: keysAt } = (await this.configuration()).serverMetadata();
    if (keysAt === undefined) throw new ProblemError<ErrorCode>('session/logout-token-invalid');
    this.keys ??= createRemoteJWKSet(new URL(keysAt), { timeoutDuration: TIMEOUT_SECONDS * 1000 });
    const { payload } = await jwtVerify(logoutToken, this.keys, {
      issuer: this.settings.OIDC_ISSUER,
      audience: this.settings.OIDC_CLIENT_ID,
      algorithms: [...TOKEN_ALGORITHMS],
      requiredClaims: ['iat', 'jti'],
      maxTokenAge: '10 minutes',
      clockTolerance: CLOCK_SKEW_SECONDS,
    }).catch((error: unknown) => {
      throw new ProblemError<ErrorCode>('session/logout-token-invalid', {}, { cause: error });
    });
    const claims = logoutClaims.safeParse(payload);
    if (!claims.success) throw new ProblemError<ErrorCode>('session/logout-token-invalid');
    const { sid, sub } = claims.data;
    return sid !== undefined ? { issuerSession: sid } : { personId: sub as string };
  }

  private get callback(): URL {
    return new URL(`${this.settings.PUBLIC_BASE_URL}/callback`);
  }

  /** @param before what the tokens are renewed of: keeps what the issuer does not say anew */
  private async newTokens(
    answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
    before: HeldTokens | undefined,
  ): Promise<NewTokens> {
    const actor = await this.actorOf(answer.access_token, before);
    const said = idTokenClaims.safeParse(answer.claims());
    const claims = said.success ? said.data : undefined;
    const idToken = answer.id_token ?? before?.idToken;
    if (idToken === undefined) throw new ProblemError<ErrorCode>('session/sign-in-failed');
    return {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? before?.refreshToken,
      idToken,
      issuerSession: claims?.sid ?? before?.issuerSession,
      expiresIn: answer.expires_in ?? SHORT_LIFE,
      person: {
        id: actor.personId,
        username: actor.username,
        name: nameOf(claims) ?? before?.person.name ?? actor.username,
        language: languageOf(claims?.locale) ?? before?.person.language ?? 'fi',
        institutionOid: actor.institutionOid,
        roles: [...actor.roles],
      },
    };
  }

  /** Whom the services will take the token for: asked with their own check, so that nobody is let in to be refused everywhere. */
  private async actorOf(accessToken: string, before: SealedContent | undefined) {
    try {
      const actor = await this.tokens.verify(accessToken);
      if (actor.roles.length > 0) return actor;
      throw new ProblemError<ErrorCode>('session/not-for-pages', { claims: ['roles'] });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'platform/token-invalid') throw error;
      throw new ProblemError<ErrorCode>(before ? 'session/ended' : 'session/not-for-pages', error.details, {
        cause: error,
      });
    }
  }

  private async configuration(): Promise<oidc.Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch (error) {
      this.found = undefined;
      throw new ProblemError('platform/unavailable', { service: 'issuer' }, { cause: error });
    }
  }

  private async discover(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.settings;
    const issuer = new URL(OIDC_ISSUER);
    const configuration = await oidc.discovery(
      issuer,
      OIDC_CLIENT_ID,
      OIDC_CLIENT_SECRET,
      OIDC_CLIENT_SECRET === undefined ? oidc.None() : oidc.ClientSecretBasic(OIDC_CLIENT_SECRET),
      {
        timeout: TIMEOUT_SECONDS,
        // An address without TLS is a development issuer's; a production one is refused by the settings.
        ...(issuer.protocol === 'http:' && { execute: [oidc.allowInsecureRequests] }),
      },
    );
    configuration.timeout = TIMEOUT_SECONDS;
    return configuration;
  }
}

/** Asks the issuer; what it refuses is `code`, an issuer that does not answer is no fault of the person. */
async function answered<T>(code: ErrorCode, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isAway = isNetworkFault(error);
    throw new ProblemError<ErrorCode>(isAway ? 'platform/unavailable' : code, isAway ? { service: 'issuer' } : {}, {
      cause: error,
    });
  }
}

/** No answer, a time-out, or an answer of 5xx. */
function isNetworkFault(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  if (error instanceof oidc.AuthorizationResponseError) return false;
  if (error instanceof TypeError) return true;
  const { name, code, cause } = error as Error & { code?: string; cause?: unknown };
  if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT') return true;
  const status = (cause as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' && status >= 500;
}

function nameOf(claims: z.infer<typeof idTokenClaims> | undefined): string | undefined {
  const parts = [claims?.given_name, claims?.family_name].filter((part) => part !== undefined && part !== '');
  return claims?.name ?? (parts.length > 0 ? parts.join(' ') : undefined);
}

function languageOf(locale: string | undefined): 'fi' | 'sv' | 'en' | undefined {
  const language = locale?.slice(0, 2).toLowerCase();
  return language === 'fi' || language === 'sv' || language === 'en' ? language : undefined;
}
