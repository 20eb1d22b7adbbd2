import 'reflect-metadata';
import { Logger as NestLogger, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Logger } from 'nestjs-pino';
import type { ServiceName } from '#contracts';
import type { PlatformConfig } from '../config/settings.js';
import type { ErrorTable } from '../errors/error-definition.js';
import { edgeServerOptions, installEdge } from '../http/edge.js';
import { acceptOnlyJson } from '../http/json-body.js';
import { serveOpenApi } from '../http/openapi.js';
import { signInBeforeBodies } from '../http/sign-in-before-bodies.js';
import { compatibleInterfaceOf } from '../http/compatible-interfaces.js';
import { signInByToken } from '../auth/auth.guard.js';
import { OWN_SIGN_IN, type OwnSignIn } from '../auth/own-sign-in.js';
import { TokenVerifier } from '../auth/token-verifier.js';
import { Lifecycle } from '../lifecycle.js';
import { startMetricsServer } from '../metrics/metrics-server.js';
import { runProcess } from './process.js';

export interface ServiceOptions {
  readonly name: ServiceName;
  /** The service's module class; it imports `PlatformModule.forService`. */
  readonly module: unknown;
  readonly config: PlatformConfig;
  readonly errors: ErrorTable;
  /** Gives the server that feeds events to the reactions; libs/messaging has it. */
  readonly eventServer?: (app: INestApplication) => CustomTransportStrategy;
}

/** The whole service with its HTTP interface, not yet listening and not yet taking events. */
export async function createService(options: Pick<ServiceOptions, 'name' | 'module'>): Promise<NestFastifyApplication> {
  const refusals = new NestLogger('Refusal');
  const adapter = new FastifyAdapter(edgeServerOptions(refusals));
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const running: { app?: INestApplication } = {};
  acceptOnlyJson(fastify);
  await installEdge(fastify, {
    logger: refusals,
    stopping: () => running.app?.get(Lifecycle).stopping ?? false,
    begun: () => running.app?.get(Lifecycle).begun ?? false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(options.module as never, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  running.app = app;
  app.useLogger(app.get(Logger));
  signInBeforeBodies(fastify, async (request) => {
    if (compatibleInterfaceOf(request)) await app.get<OwnSignIn>(OWN_SIGN_IN, { strict: false }).signIn(request);
    else await signInByToken(request, app.get(TokenVerifier));
  });
  serveOpenApi(app, options.name);
  return app;
}

/**
 * Runs a service: HTTP, events, metrics, orderly stop. Does not return before everything listens. What keeps the service
 * from starting is reported in one sentence, and the process ends with exit code 1.
 */
export async function startService(options: ServiceOptions): Promise<void> {
  const { name, config } = options;
  await runProcess({ name, graceSeconds: config.SHUTDOWN_GRACE_SECONDS }, async () => {
    const app = await createService(options);
    const metricsServer = await startMetricsServer(config.HTTP_HOST, config.METRICS_PORT);
    if (options.eventServer) {
      app.connectMicroservice({ strategy: options.eventServer(app) }, { inheritAppConfig: true });
    }
    await app.startAllMicroservices();
    await app.listen(config.HTTP_PORT, config.HTTP_HOST);
    new NestLogger('Lifecycle').log(`listening on ${config.HTTP_HOST}:${config.HTTP_PORT}`);
    return {
      stop: async () => {
        app.get(Lifecycle).beginStop();
        await app.close();
        await metricsServer.stop();
      },
    };
  });
}
