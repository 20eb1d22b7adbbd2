import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { SystemClock } from '#platform';
import { BatchReaction, EventServer, Reaction, type ReactionContext } from '../../src/consumer/event-server.js';
import { InboxTable } from '../../src/consumer/inbox-table.js';
import { MessageEdge } from '../../src/consumer/message-edge.js';
import type { ReceivedEvent } from '../../src/events.js';
import { kafkaClient } from '../../src/kafka/kafka-client.js';
import { KafkaConsumer } from '../../src/kafka/kafka-consumer.js';
import { KafkaPublisher } from '../../src/kafka/kafka-publisher.js';
import { UnitOfWork } from '../../src/unit-of-work.js';
import { CONCURRENCY, CONSUMER, INSERT_EFFECT, INSERT_EFFECTS, NAME, POOL, silent } from '../ground.js';
import { schemaOptions } from '../schema-options.js';
import { ready, settingsGiven } from './child.js';

type Delivered = ReceivedEvent<typeof NAME>;

/** Our way of consuming, in a group of its own: Nest, the event server, the edge, the inbox. */
const settings = settingsGiven(
  z.object({
    databaseUrl: z.string(),
    kafkaBrokers: z.string(),
    groupId: z.string(),
    /** Which kind of reaction: a method for one event, or for those of a chunk together. */
    reaction: z.enum(['single', 'batch']),
    sessionTimeoutMs: z.coerce.number().default(45_000),
  }),
);

@Controller()
class OneByOne {
  @Reaction(NAME)
  async handle(@Payload() event: Delivered, @Ctx() { tx }: ReactionContext): Promise<void> {
    await tx.sql.query(INSERT_EFFECT, [event.key, numberIn(event)]);
  }
}

@Controller()
class Together {
  @BatchReaction(NAME)
  async handle(@Payload() events: readonly Delivered[], @Ctx() { tx }: ReactionContext): Promise<void> {
    await tx.sql.query(INSERT_EFFECTS, [events.map(({ key }) => key), events.map(numberIn)]);
  }
}

@Module({ controllers: [settings.reaction === 'batch' ? Together : OneByOne] })
class ConsumerModule {}

const dataSource = await new DataSource(schemaOptions(settings.databaseUrl, POOL)).initialize();
const kafka = kafkaClient(CONSUMER, settings.kafkaBrokers.split(','), silent);
const unitOfWork = new UnitOfWork(dataSource, CONSUMER, new SystemClock(), { wake: () => undefined });
const { groupId, sessionTimeoutMs } = settings;
const server = new EventServer(
  new KafkaConsumer(kafka, { groupId, sessionTimeoutMs, concurrency: CONCURRENCY, log: silent }),
  (reactions) =>
    new MessageEdge({
      ...reactions,
      consumer: CONSUMER,
      inbox: new InboxTable(unitOfWork, CONSUMER),
      deadLetters: new KafkaPublisher(kafka),
      clock: new SystemClock(),
      log: silent,
      observer: { handled: () => undefined, infrastructureDown: () => undefined },
      probe: async () => undefined,
    }),
);
const app = await NestFactory.createMicroservice(ConsumerModule, { strategy: server, logger: false });
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
await app.listen();
ready();

function numberIn({ body }: Delivered): number {
  if (body.template === 'poison') throw new TypeError('A bug that only this event shows');
  return Number(body.template);
}
