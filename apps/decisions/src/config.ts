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

/** Every setting of the decisions service. */
const schema = z.object({
  ...runtimeSettings,
  ...httpSettings,
  HTTP_PORT: httpSettings.HTTP_PORT.default(8102),
  METRICS_PORT: httpSettings.METRICS_PORT.default(9102),
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
  ...reconcileSettings,
});

export const config = loadConfig(schema);
