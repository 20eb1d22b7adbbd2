import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../errors/problem.js';
import { OWN_GUARD, PUBLIC, type RequestWithActor } from './decorators.js';
import { TokenVerifier } from './token-verifier.js';

/** Lets a request in when it carries a valid access token or its door is `@Public()`. Events are not its business. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const door = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, door)) return true;
    if (this.reflector.getAllAndOverride<boolean>(OWN_GUARD, door)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestWithActor>();
    const token = bearerTokenOf(request);
    if (token === undefined) throw new ProblemError('platform/not-authenticated');
    request.actor = await this.tokens.verify(token);
    return true;
  }
}

/** The access token of a request, if it carries one. */
export function bearerTokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
