import { EventServer } from '#messaging';
import { startService } from '#platform';
import { config } from './config.js';
import { errors } from './errors.js';
import { StudyRightsModule } from './study-rights.module.js';

await startService({
  name: 'study-rights',
  module: StudyRightsModule,
  config,
  errors,
  eventServer: (app) => app.get(EventServer),
});
