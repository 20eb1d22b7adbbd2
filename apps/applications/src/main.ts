import { EventServer } from '#messaging';
import { startService } from '#platform';
import { ApplicationsModule } from './applications.module.js';
import { config } from './config.js';
import { errors } from './errors.js';

await startService({
  name: 'applications',
  module: ApplicationsModule,
  config,
  errors,
  eventServer: (app) => app.get(EventServer),
});
