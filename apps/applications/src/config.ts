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

/** Every setting of the applications service. */
const schema = z.object({
  ...runtimeSettings,
  ...httpSettings,
  HTTP_PORT: httpSettings.HTTP_PORT.default(8101),
  METRICS_PORT: httpSettings.METRICS_PORT.default(9101),
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
  ...reconcileSettings,
  DRAFTS_PER_PERSON: z.coerce.number().int().min(1).max(1_000).default(50).describe('drafts that one student may have'),
});

export const config = loadConfig(schema);
