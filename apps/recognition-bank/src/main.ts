import { EventServer } from '#messaging';
import { startService } from '#platform';
import { config } from './config.js';
import { errors } from './errors.js';
import { RecognitionBankModule } from './recognition-bank.module.js';

await startService({
  name: 'recognition-bank',
  module: RecognitionBankModule,
  config,
  errors,
  eventServer: (app) => app.get(EventServer),
});
