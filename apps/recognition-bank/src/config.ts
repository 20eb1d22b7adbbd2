import { z } from 'zod';
import { databaseSettings, httpSettings, kafkaSettings, loadConfig, oidcSettings, runtimeSettings } from '#platform';

/** Every setting of the recognition bank. */
const settings = z.object({
  ...runtimeSettings,
  ...httpSettings,
  HTTP_PORT: httpSettings.HTTP_PORT.default(8103),
  METRICS_PORT: httpSettings.METRICS_PORT.default(9103),
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
});

export const config = loadConfig(settings);
