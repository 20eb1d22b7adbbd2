/** The part of oidc-provider 9 this issuer uses; the package has no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { JWK } from 'jose';

  export interface AccountClaims {
    sub: string;
    [claim: string]: unknown;
  }

  export interface Account {
    accountId: string;
    claims(use: string, scope: string): AccountClaims;
  }

  export interface Token {
    readonly kind: string;
    readonly accountId?: string;
    readonly clientId?: string;
  }

  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export interface Context {
    body: unknown;
    type: string;
    get(header: string): string;
    set(header: string, value: string): void;
    readonly oidc: {
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
      readonly provider: Provider;
    };
  }

  export interface Client {
    readonly clientId: string;
    readonly redirectUris: readonly string[];
    redirectUriAllowed(uri: string): boolean;
    grantTypeAllowed(type: string): boolean;
  }

  export interface ClientMetadata {
    client_id: string;
    client_secret?: string;
    client_name?: string;
    application_type?: 'web' | 'native';
    token_endpoint_auth_method: 'none' | 'client_secret_basic' | 'client_secret_post';
    grant_types: string[];
    response_types: string[];
    redirect_uris: string[];
    post_logout_redirect_uris?: string[];
    backchannel_logout_uri?: string;
    backchannel_logout_session_required?: boolean;
  }

  export interface ResourceServer {
    scope: string;
    audience: string;
    accessTokenFormat: 'jwt';
    accessTokenTTL: number;
    jwt: { sign: { alg: 'RS256' } };
  }

  export interface Configuration {
    clients: ClientMetadata[];
    jwks: { keys: JWK[] };
    cookies: { keys: string[] };
    clientAuthMethods: string[];
    responseTypes: string[];
    scopes: string[];
    claims: Record<string, string[]>;
    conformIdTokenClaims: boolean;
    ttl: Record<string, number>;
    pkce: { required: () => boolean };
    issueRefreshToken: (context: Context, client: Client) => Promise<boolean>;
    features: {
      devInteractions: { enabled: boolean };
      userinfo: { enabled: boolean };
      backchannelLogout: { enabled: boolean };
      rpInitiatedLogout: { enabled: boolean; logoutSource: (context: Context, form: string) => Promise<void> };
      clientCredentials: { enabled: boolean };
      resourceIndicators: {
        enabled: boolean;
        defaultResource: () => string;
        getResourceServerInfo: (context: Context, resource: string, client: Client) => ResourceServer;
        useGrantedResource: () => boolean;
      };
    };
    formats: {
      customizers: { jwt: (context: Context, token: Token, parts: { payload: Record<string, unknown> }) => void };
    };
    interactions: { url: (context: Context, interaction: { uid: string }) => string };
    findAccount: (context: Context, id: string) => Account | undefined;
    extraTokenClaims: (context: Context, token: Token) => Record<string, unknown> | undefined;
    loadExistingGrant: (context: Context) => Promise<Grant>;
    fetch: (url: string | URL, options: RequestInit & { dispatcher?: unknown }) => Promise<Response>;
    renderError: (context: Context, out: { error: string; error_description?: string }, error: Error) => void;
    clientBasedCORS: (context: Context, origin: string, client: Client) => boolean;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    readonly Client: { prototype: Client };
    readonly Grant: new (of: { clientId: string; accountId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(
      request: IncomingMessage,
      response: ServerResponse,
    ): Promise<{ uid: string; prompt: { name: string }; params: Record<string, unknown> }>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): this;
  }
}
