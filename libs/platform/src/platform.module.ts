import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';
import type { ServiceName } from '#contracts';
import { AuthGuard } from './auth/auth.guard.js';
import { TokenVerifier } from './auth/token-verifier.js';
import { Clock, clockOf } from './clock.js';
import type { PlatformConfig } from './config/settings.js';
import type { Names } from './errors/names.js';
import { ERROR_TABLE, EXPLAIN, NAMES, ProblemFilter } from './errors/problem.filter.js';
import type { ErrorTable } from './errors/error-definition.js';
import type { Explain } from './errors/problem.js';
import { Conditions } from './health/conditions.js';
import { HealthController } from './health/health.controller.js';
import { Lifecycle } from './lifecycle.js';
import { createLogger } from './logging/logger.js';

/** What the platform needs to know about a service. */
export interface PlatformOptions {
  readonly name: ServiceName;
  readonly config: PlatformConfig;
  /** The service's own error codes; the platform's are known anyway. */
  readonly errors: ErrorTable;
  /** What people call the service's fields and values. */
  readonly names?: Names;
  /** What the service says about its refusals beyond their texts. */
  readonly explain?: Explain;
}

/** Clock, lifecycle, access check, problem documents, logs and health for a whole service. */
@Global()
@Module({})
export class PlatformModule {
  static forService({ name, config, errors, names, explain }: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        // Request ids come from the trace, refusals from the filter: no middleware per request.
        LoggerModule.forRoot({
          pinoHttp: { logger: createLogger(name, config.LOG_LEVEL) },
          useExisting: true,
          forRoutes: [],
        }),
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: [HealthController],
      providers: [
        Lifecycle,
        Conditions,
        { provide: Clock, useValue: clockOf(config) },
        { provide: TokenVerifier, useValue: new TokenVerifier(config) },
        { provide: ERROR_TABLE, useValue: errors },
        { provide: NAMES, useValue: names },
        { provide: EXPLAIN, useValue: explain },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [Lifecycle, Clock, Conditions, TokenVerifier],
    };
  }
}
