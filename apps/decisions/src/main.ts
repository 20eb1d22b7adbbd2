import { EventServer } from '#messaging';
import { startService } from '#platform';
import { config } from './config.js';
import { DecisionsModule } from './decisions.module.js';
import { errors } from './errors.js';

await startService({
  name: 'decisions',
  module: DecisionsModule,
  config,
  errors,
  eventServer: (app) => app.get(EventServer),
});
