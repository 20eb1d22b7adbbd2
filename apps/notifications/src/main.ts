import { EventServer } from '#messaging';
import { startService } from '#platform';
import { config } from './config.js';
import { errors } from './errors.js';
import { NotificationsModule } from './notifications.module.js';

await startService({
  name: 'notifications',
  module: NotificationsModule,
  config,
  errors,
  eventServer: (app) => app.get(EventServer),
});
