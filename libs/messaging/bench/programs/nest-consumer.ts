import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, KafkaContext, type MicroserviceOptions, Payload, Transport } from '@nestjs/microservices';
import pg from 'pg';
import { z } from 'zod';
import { CONCURRENCY, INSERT_EFFECT, POOL, TOPIC } from '../ground.js';
import { ready, settingsGiven } from './child.js';

/** Nest's own Kafka server with a handler that writes the same row, as the documentation shows it. */
const settings = settingsGiven(
  z.object({
    databaseUrl: z.string(),
    kafkaBrokers: z.string(),
    groupId: z.string(),
    sessionTimeoutMs: z.coerce.number().default(45_000),
  }),
);
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: POOL });

@Controller()
class MessageDelivered {
  @EventPattern(TOPIC)
  async handle(@Payload() { template }: { template: string }, @Ctx() context: unknown): Promise<void> {
    if (template === 'poison') throw new TypeError('A bug that only this event shows');
    const { key } = (context as KafkaContext).getMessage();
    await pool.query(INSERT_EFFECT, [String(key), Number(template)]);
  }
}

@Module({ controllers: [MessageDelivered] })
class ConsumerModule {}

const app = await NestFactory.createMicroservice<MicroserviceOptions>(ConsumerModule, {
  transport: Transport.KAFKA,
  logger: false,
  options: {
    postfixId: '',
    client: { clientId: 'bench-nest', brokers: settings.kafkaBrokers.split(',') },
    consumer: { groupId: settings.groupId, sessionTimeout: settings.sessionTimeoutMs, allowAutoTopicCreation: false },
    subscribe: { fromBeginning: true },
    run: { partitionsConsumedConcurrently: CONCURRENCY },
  },
});
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
await app.listen();
ready();
