import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerTokenOf, type OwnSignIn, ProblemError, TokenVerifier, type RequestWithActor } from '#platform';
import type { ErrorCode } from '../errors.js';
import { config } from '../config.js';
import { ServiceUsers } from './service-users.js';

const LONGEST = 200;

/** Lets into a compatible interface by HTTP Basic (service users) or by an access token, like everywhere else. */
@Injectable()
export class ServiceUserGuard implements CanActivate, OwnSignIn {
  constructor(
    private readonly users: ServiceUsers,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.signIn(context.switchToHttp().getRequest<FastifyRequest & RequestWithActor>());
    return true;
  }

  async signIn(request: FastifyRequest & RequestWithActor): Promise<void> {
    if (request.actor) return;
    const token = bearerTokenOf(request);
    const basic = /^Basic +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined) {
      request.actor = await this.tokens.verify(token);
    } else if (basic !== undefined) {
      // Before the password is checked: over a plain connection nobody learns whether it is right.
      if (config.NODE_ENV === 'production' && !cameOverTls(request)) {
        throw new ProblemError<ErrorCode>('forbidden.suojaamatonYhteys');
      }
      request.actor = await this.callerBy(basic);
    } else {
      throw new ProblemError('platform/not-authenticated');
    }
  }

  private async callerBy(basic: string): Promise<NonNullable<RequestWithActor['actor']>> {
    const [username, password] = credentialsOf(basic) ?? [];
    const caller = username && password && (await this.users.signIn(username, password));
    if (!caller) throw new ProblemError<ErrorCode>('unauthorized.loginFail');
    return caller;
  }
}

/** RFC 7617: the name ends at the first colon; the text is UTF-8. */
function credentialsOf(basic: string): [string, string] | undefined {
  const [, username = '', password = ''] = /^([^:]+):(.+)$/s.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
  const usable = username.length <= LONGEST && password.length <= LONGEST && !username.includes('\0');
  return username !== '' && usable ? [username, password] : undefined;
}

/**
 * What the gateway says of the client's connection. Services are reached through the gateway only (network policy), and
 * the gateway says `http` unless the proxy that ends TLS in front of it has said something else.
 */
function cameOverTls({ headers }: FastifyRequest): boolean {
  const [first = ''] = String(headers['x-forwarded-proto'] ?? '').split(',');
  return first.trim().toLowerCase() === 'https';
}
