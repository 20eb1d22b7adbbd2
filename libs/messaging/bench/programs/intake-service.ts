import { Controller, Module, Post } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { z } from 'zod';
import { PlatformModule, Public, startService, ValidBody } from '#platform';
import { EventServer } from '../../src/consumer/event-server.js';
import { declareCopies } from '../../src/copies/copy-declaration.js';
import { MessagingModule } from '../../src/messaging.module.js';
import { UnitOfWork } from '../../src/unit-of-work.js';
import { event, PRODUCER } from '../ground.js';
import { schemaOptions } from '../schema-options.js';
import { microseconds, ready, settingsGiven } from './child.js';
import { serviceSettings } from './service-settings.js';

/** The first service: takes a request, commits a row and its event. */
const config = settingsGiven(serviceSettings);
const deliverySchema = z.strictObject({ n: z.number().int(), key: z.uuid() });

@Controller('api/notifications/v1/deliveries')
class Deliveries {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @Public()
  @Post()
  async take(@ValidBody(deliverySchema) { n, key }: z.infer<typeof deliverySchema>): Promise<{ committedAt: number }> {
    await this.unitOfWork.run(async (tx) => {
      await tx.sql.query('INSERT INTO delivery (n, key) VALUES ($1, $2)', [n, key]);
      await tx.append(event(n, key));
    });
    return { committedAt: microseconds() };
  }
}

@Module({
  imports: [
    PlatformModule.forService({ name: PRODUCER, config, errors: {} }),
    TypeOrmModule.forRoot(schemaOptions(config.DATABASE_URL, config.DATABASE_POOL_SIZE)),
    MessagingModule.forService({ service: PRODUCER, config, copies: declareCopies([], () => []) }),
  ],
  controllers: [Deliveries],
})
class IntakeModule {}

await startService({
  name: PRODUCER,
  module: IntakeModule,
  config,
  errors: {},
  eventServer: (app) => app.get(EventServer),
});
ready();
