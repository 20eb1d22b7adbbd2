import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import { ProblemError } from '../errors/problem.js';
import { OWN_GUARD, PUBLIC, type RequestWithActor } from './decorators.js';
import { TokenVerifier } from './token-verifier.js';

/** Lets a request in when it carries a valid access token or its controller is `@Public()`. Events are not its business. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const handlers = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, handlers)) return true;
    if (this.reflector.getAllAndOverride<boolean>(OWN_GUARD, handlers)) return true;
    await signInByToken(context.switchToHttp().getRequest<FastifyRequest & RequestWithActor>(), this.tokens);
    return true;
  }
}

/**
 * Notes the actor of the access token that a request carries; one that is noted already stays.
 * @throws ProblemError `platform/not-authenticated` without a token; what the verifier throws
 */
export async function signInByToken(request: FastifyRequest & RequestWithActor, tokens: TokenVerifier): Promise<void> {
  if (request.actor) return;
  const token = bearerTokenOf(request);
  if (token === undefined) throw new ProblemError('platform/not-authenticated');
  request.actor = await tokens.verify(token);
}

/** The access token of a request, if it carries one. */
export function bearerTokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/** How long the access token of a request that was let in is still valid, in ms. */
export function msToEndOfToken(request: FastifyRequest): number {
  const { exp = 0 } = decodeJwt(bearerTokenOf(request) ?? '');
  return Math.max(0, exp * 1000 - Date.now());
}
