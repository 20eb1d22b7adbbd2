import { z } from 'zod';
import {
  databaseSettings,
  httpSettings,
  kafkaSettings,
  loadConfig,
  oidcSettings,
  reconcileSettings,
  runtimeSettings,
} from '#platform';

const schema = z.object({
  ...runtimeSettings,
  ...httpSettings,
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
  ...reconcileSettings,
  HTTP_PORT: httpSettings.HTTP_PORT.default(8105),
  METRICS_PORT: httpSettings.METRICS_PORT.default(9105),
  SUPPORT_EMAIL: z
    .email()
    .default('ehoks@opintopolku.fi')
    .describe('customer service that a refused invalidation points to (R170)'),
});

/** Every setting of the service. */
export const config = loadConfig(schema);
