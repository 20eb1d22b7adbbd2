import { Controller, Module } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  type EntitySubscriberInterface,
  EventSubscriber,
  type QueryRunner,
  type TransactionCommitEvent,
} from 'typeorm';
import { PlatformModule, startService } from '#platform';
import { EventServer, Reaction, type ReactionContext } from '../../src/consumer/event-server.js';
import type { ReceivedEvent } from '../../src/events.js';
import { MessagingModule } from '../../src/messaging.module.js';
import { CONSUMER, INSERT_EFFECT, NAME } from '../ground.js';
import { schemaOptions } from '../schema-options.js';
import { microseconds, onAsk, ready, settingsGiven } from './child.js';
import { serviceSettings } from './service-settings.js';

/** Number of an event, and when the commit of its effect had returned, in µs of the machine's clock. */
export type Commit = readonly [n: number, at: number];

const config = settingsGiven(serviceSettings);
const written = new WeakMap<QueryRunner, number[]>();
const commits: Commit[] = [];

/** Hears of each commit from TypeORM itself: the moment in which the effects of a transaction are there for everybody. */
@EventSubscriber()
class CommitClock implements EntitySubscriberInterface {
  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    const at = microseconds();
    for (const n of written.get(queryRunner) ?? []) commits.push([n, at]);
    written.delete(queryRunner);
  }
}

@Controller()
class WhenMessageDelivered {
  @Reaction(NAME)
  async handle(@Payload() { key, body }: ReceivedEvent<typeof NAME>, @Ctx() { tx }: ReactionContext): Promise<void> {
    const n = Number(body.template);
    await tx.sql.query(INSERT_EFFECT, [key, n]);
    const runner = tx.sql.queryRunner;
    if (runner) written.set(runner, [...(written.get(runner) ?? []), n]);
  }
}

@Module({
  imports: [
    PlatformModule.forService({ name: CONSUMER, config, errors: {} }),
    TypeOrmModule.forRoot({
      ...schemaOptions(config.DATABASE_URL, config.DATABASE_POOL_SIZE),
      subscribers: [CommitClock],
    }),
    MessagingModule.forService({ service: CONSUMER, config }),
  ],
  controllers: [WhenMessageDelivered],
})
class EffectModule {}

onAsk('commits', () => commits.splice(0));
await startService({
  name: CONSUMER,
  module: EffectModule,
  config,
  errors: {},
  eventServer: (app) => app.get(EventServer),
});
ready();
