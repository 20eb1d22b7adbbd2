import { Controller, Module } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { PlatformModule, startService } from '#platform';
import { EventServer, Reaction, type ReactionContext } from '../../src/consumer/event-server.js';
import type { ReceivedEvent } from '../../src/events.js';
import { declareCopies } from '../../src/copies/copy-declaration.js';
import { MessagingModule } from '../../src/messaging.module.js';
import { CONSUMER, INSERT_EFFECT, NAME } from '../ground.js';
import { schemaOptions } from '../schema-options.js';
import { microseconds, onAsk, ready, settingsGiven } from './child.js';
import { serviceSettings } from './service-settings.js';

/** Number of an event, and when the commit of its effect had returned, in µs of the machine's clock. */
export type Commit = readonly [n: number, at: number];

const config = settingsGiven(serviceSettings);
const written = new WeakMap<object, number[]>();
const commits: Commit[] = [];

/** Hears of each commit at the driver: the moment in which the effects of a transaction are there for everybody. */
function hearCommits(): void {
  const { query } = pg.Client.prototype as { query: (this: object, ...given: unknown[]) => unknown };
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const answer = query.apply(this, given);
    if (given[0] === 'COMMIT') void Promise.resolve(answer).then(() => heard(this));
    return answer;
  } as typeof pg.Client.prototype.query;
}

function heard(connection: object): void {
  const at = microseconds();
  for (const n of written.get(connection) ?? []) commits.push([n, at]);
  written.delete(connection);
}

@Controller()
class WhenMessageDelivered {
  @Reaction(NAME)
  async handle(@Payload() { key, body }: ReceivedEvent<typeof NAME>, @Ctx() { tx }: ReactionContext): Promise<void> {
    const n = Number(body.template);
    await tx.sql.query(INSERT_EFFECT, [key, n]);
    const connection = (await tx.sql.queryRunner?.connect()) as object;
    written.set(connection, [...(written.get(connection) ?? []), n]);
  }
}

@Module({
  imports: [
    PlatformModule.forService({ name: CONSUMER, config, errors: {} }),
    TypeOrmModule.forRoot(schemaOptions(config.DATABASE_URL, config.DATABASE_POOL_SIZE)),
    MessagingModule.forService({ service: CONSUMER, config, copies: declareCopies([], () => []) }),
  ],
  controllers: [WhenMessageDelivered],
})
class EffectModule {}

hearCommits();
onAsk('commits', () => commits.splice(0));
await startService({
  name: CONSUMER,
  module: EffectModule,
  config,
  errors: {},
  eventServer: (app) => app.get(EventServer),
});
ready();
