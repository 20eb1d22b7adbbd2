import 'reflect-metadata';
import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../errors/problem.js';
import type { Actor } from './actor.js';

/** Metadata key of controllers that need no access token. */
export const PUBLIC = 'hyvaksiluku:public';

/** Metadata key of controllers that know more than one way to sign in. */
export const OWN_GUARD = 'hyvaksiluku:own-guard';

/** A request after the guard has let it in. */
export interface RequestWithActor {
  actor?: Actor;
}

/** Lets requests in without an access token. Everything else needs one. On a method it also lets bodies in (isPublicRoute). */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(PUBLIC, true), RouteConfig({ [PUBLIC]: true }));
}

/** Options of a route outside Nest that anybody may call. */
export const PUBLIC_ROUTE = { config: { [PUBLIC]: true } } as const;

/** Whether the route of a request is a method that is `@Public()`: known before the request reaches Nest. */
export function isPublicRoute({ routeOptions }: FastifyRequest): boolean {
  const config: object = routeOptions?.config ?? {};
  return PUBLIC in config;
}

/** Leaves signing in to the controller's own guard (`@UseGuards`). Without one `@CurrentActor` refuses all. */
export function OwnGuard(): MethodDecorator & ClassDecorator {
  return SetMetadata(OWN_GUARD, true);
}

/** The verified actor of a request. @throws ProblemError `platform/not-authenticated` */
export function actorOf({ actor }: RequestWithActor): Actor {
  if (!actor) throw new ProblemError('platform/not-authenticated');
  return actor;
}

const currentActor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<RequestWithActor>()),
);

/** The verified actor of the request. */
export function CurrentActor(): ParameterDecorator {
  return currentActor();
}
