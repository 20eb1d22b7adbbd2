import { z } from 'zod';
import { databaseSettings, httpSettings, kafkaSettings, oidcSettings, runtimeSettings } from '#platform';

/** The settings of a service on the platform; the two services of the benchmark have no others. */
export const serviceSettings = z.object({
  ...runtimeSettings,
  ...httpSettings,
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
});
