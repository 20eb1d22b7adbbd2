import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { EventPattern, Payload, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { from, isObservable, lastValueFrom } from 'rxjs';
import { z } from 'zod';
import { loadConfig } from '../config/config.js';
import { httpSettings, oidcSettings, runtimeSettings } from '../config/settings.js';
import { PlatformModule } from '../platform.module.js';
import { createService } from '../start/start-service.js';

const failure = Object.assign(new TypeError('a bug'), { code: 'E1' });

@Controller()
class ReactionsController {
  @EventPattern('made')
  async handle(@Payload() event: { fail: boolean }): Promise<string> {
    if (event.fail) throw failure;
    return 'handled';
  }
}

/** Hands events over in memory, as libs/messaging does from Kafka. */
class InMemoryServer extends Server implements CustomTransportStrategy {
  listen(callback: () => void): void {
    callback();
  }
  close(): void {}
  on(): void {}
  unwrap<T>(): T {
    throw new Error('there is nothing inside');
  }
  async deliver(pattern: string, event: unknown): Promise<unknown> {
    const answer: unknown = await this.getHandlerByPattern(pattern)?.(event, {});
    return lastValueFrom(isObservable(answer) ? answer : from([answer]));
  }
}

const server = new InMemoryServer();
let app: NestFastifyApplication;

beforeAll(async () => {
  const config = loadConfig(z.object({ ...runtimeSettings, ...httpSettings, ...oidcSettings }), {
    LOG_LEVEL: 'silent',
    HTTP_PORT: '0',
    METRICS_PORT: '0',
    OIDC_ISSUER: 'http://127.0.0.1:9',
  });

  @Module({
    imports: [PlatformModule.forService({ name: 'decisions', config, errors: {} })],
    controllers: [ReactionsController],
  })
  class ReactionsModule {}

  app = await createService({ name: 'decisions', module: ReactionsModule });
  app.connectMicroservice({ strategy: server }, { inheritAppConfig: true });
  await app.startAllMicroservices();
});

afterAll(() => app.close());

it('events need no access token', async () => {
  await expect(server.deliver('made', { fail: false })).resolves.toBe('handled');
});

it('the error of a reaction reaches the event server as it was thrown', async () => {
  await expect(server.deliver('made', { fail: true })).rejects.toBe(failure);
});
