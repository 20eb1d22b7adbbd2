import Provider, { type Client, type ClientMetadata, type Token } from 'oidc-provider';
import { preferredLanguage } from '#platform';
import { DEMO, DEMO_ACCOUNTS, type DemoAccount } from '#testing/demo';
import type { IdpConfig } from './config.js';
import { errorPage, signOutPage } from './pages.js';
import type { SigningKeys } from './keys.js';

const FIVE_MINUTES = 300;
const ONE_HOUR = 3600;
const WORKING_DAY = 10 * ONE_HOUR;

/** Name of our interfaces towards OAuth; in tokens stands the audience. */
const RESOURCE = 'urn:hyvaksiluku:api';
const SCOPE = 'api';

const WEB_CLIENT = 'hyvaksiluku-web';

/**
 * A standard OpenID Connect issuer for the demo people: authorization code with PKCE for the web client, and one
 * client-credentials client per person (client id = client secret = user name), whose tokens speak for that person.
 */
export function createProvider(config: IdpConfig, keys: SigningKeys): Provider {
  const provider = new Provider(config.OIDC_ISSUER, {
    clients: [webClient(config), ...DEMO_ACCOUNTS.map(personClient)],
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys },
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
    responseTypes: ['code'],
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: {
      openid: ['sub', 'institution_oid', 'roles', 'username'],
      profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: FIVE_MINUTES,
      ClientCredentials: ONE_HOUR,
      IdToken: ONE_HOUR,
      Interaction: ONE_HOUR,
      AuthorizationCode: 60,
      RefreshToken: WORKING_DAY,
      Session: WORKING_DAY,
      Grant: WORKING_DAY,
    },
    pkce: { required: () => true },
    // Without prompt=consent the library drops offline_access in silence; who may refresh is known by the client alone.
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    features: {
      devInteractions: { enabled: false },
      // Its own access tokens are for our interfaces, not for it; what it would say stands in the ID token.
      userinfo: { enabled: false },
      // Also puts the session's name (`sid`) into ID tokens.
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context, form) => {
          const { page, policy } = signOutPage(preferredLanguage(context.get('accept-language')), form);
          context.set('content-security-policy', policy);
          context.body = page;
        },
      },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        // Without them a client would have to name the resource in each request, which few do.
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        // After a sign-out an access token lives until its end: people get short ones, and a new one in time.
        getResourceServerInfo: (_context, _resource, client) => ({
          scope: SCOPE,
          audience: config.OIDC_AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: client.clientId === WEB_CLIENT ? FIVE_MINUTES : ONE_HOUR,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    formats: {
      customizers: {
        // A client-credentials token would name the client as its subject; here it speaks for the person.
        jwt: (_context, token, parts) => {
          const person = personOf(token);
          if (person) parts.payload['sub'] = person.personId;
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => {
      const person = DEMO_ACCOUNTS.find(({ personId }) => personId === id);
      return person && { accountId: id, claims: () => ({ sub: id, ...authorityOf(person), ...profileOf(person) }) };
    },
    extraTokenClaims: (_context, token) => {
      const person = personOf(token);
      return person && authorityOf(person);
    },
    // Nobody is asked for consent: the web client is ours.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email offline_access');
      grant.addResourceScope(RESOURCE, SCOPE);
      await grant.save();
      return grant;
    },
    // The library's own way refuses addresses of this machine, and on it stands the gateway that hears of sign-outs.
    fetch: (url, { dispatcher: _, ...options }) => fetch(url, options),
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body = errorPage(error, description);
    },
    clientBasedCORS: (_context, origin, client) =>
      client.redirectUris.concat(LOOPBACK).some((uri) => sameOrigin(origin, uri)),
  });
  allowAnyLoopbackPort(provider);
  return provider;
}

/** The person who signs in with this name and password; in this issuer they are the same. */
export function personWith(username: string, password: string): DemoAccount | undefined {
  return DEMO_ACCOUNTS.find((person) => person.username === username && password === username);
}

/** Whether this is the name of a user of the compatible interfaces, who signs in there by HTTP Basic and never here. */
export function isServiceUser(username: string): boolean {
  return DEMO.serviceUsers.some((user) => user.username === username);
}

function webClient(config: IdpConfig): ClientMetadata {
  return {
    client_id: WEB_CLIENT,
    client_name: 'Hyväksiluku',
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${config.PUBLIC_BASE_URL}/callback`],
    post_logout_redirect_uris: [`${config.PUBLIC_BASE_URL}/`],
    backchannel_logout_uri: `${config.PUBLIC_BASE_URL}/session/backchannel-logout`,
    backchannel_logout_session_required: true,
  };
}

function personClient({ username }: DemoAccount): ClientMetadata {
  return {
    client_id: username,
    client_secret: username,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}

function personOf(token: Token): DemoAccount | undefined {
  return token.kind === 'ClientCredentials'
    ? DEMO_ACCOUNTS.find(({ username }) => username === token.clientId)
    : DEMO_ACCOUNTS.find(({ personId }) => personId === token.accountId);
}

function authorityOf(person: DemoAccount): Record<string, unknown> {
  const { institutionOid, roles, username } = person;
  return { institution_oid: institutionOid, roles, username, name: nameOf(person) };
}

function nameOf({ firstName, lastName }: DemoAccount): string {
  return `${firstName} ${lastName}`;
}

function profileOf(person: DemoAccount): Record<string, unknown> {
  return {
    name: nameOf(person),
    given_name: person.firstName,
    family_name: person.lastName,
    preferred_username: person.username,
    email: person.email,
    locale: person.language,
  };
}

const LOOPBACK = 'http://127.0.0.1';

/** A web client under development runs on any free port (RFC 8252, 7.3, asks the same for native apps). */
function allowAnyLoopbackPort(provider: Provider): void {
  const prototype = provider.Client.prototype;
  const registered = prototype.redirectUriAllowed;
  prototype.redirectUriAllowed = function redirectUriAllowed(this: Client, uri: string): boolean {
    if (registered.call(this, uri)) return true;
    return this.clientId === WEB_CLIENT && /^http:\/\/127\.0\.0\.1(:\d{1,5})?\/[\w/.-]*$/.test(uri);
  };
}

function sameOrigin(origin: string, uri: string): boolean {
  const given = URL.parse(origin);
  const known = URL.parse(uri);
  if (!given || !known) return false;
  return (
    given.origin === known.origin ||
    (uri === LOOPBACK && given.hostname === known.hostname && given.protocol === 'http:')
  );
}
