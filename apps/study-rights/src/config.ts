import { z } from 'zod';
import {
  ConfigError,
  databaseSettings,
  httpSettings,
  kafkaSettings,
  loadConfig,
  oidcSettings,
  reconcileSettings,
  runtimeSettings,
} from '#platform';
import type { KoskiUpstreamSettings } from './study-rights/upstream/koski-upstream.js';

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
  HOKS_OPEN_TO_LEARNERS_FROM: z.iso
    .date()
    .default('2019-10-14')
    .describe('first day on which learners read their own HOKSes (R155)'),
  HELP_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
    .default('https://wiki.eduuni.fi/pages/viewpage.action?pageId=195147163')
    .describe('questions and answers about HOKS that the help points to (R173)'),
  WEBINAR_FIRST_DAY: z.iso.date().default('2019-10-29').describe('day of the first webinar of the series (R173)'),
  WEBINAR_WEEKS: z.coerce
    .number()
    .int()
    .min(0)
    .max(52)
    .default(2)
    .describe('weeks from webinar to webinar; 0 when there are none'),
  WEBINAR_HOURS: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'expected hours such as 12:00-13:00')
    .default('12:00-13:00')
    .describe('when it begins and ends, in Finnish time'),
  KOSKI_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('Koski, with the path in front of /api, that invalidations go to first; left out, they are settled here'),
  KOSKI_USERNAME: z.string().min(1).optional().describe('service user of this service in that Koski'),
  KOSKI_PASSWORD: z.string().min(1).optional().describe('password of KOSKI_USERNAME'),
  // A HOKS waits for the lock meanwhile, 15 seconds at most.
  KOSKI_TIMEOUT_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(10)
    .default(5)
    .describe('seconds that one question to that Koski may take'),
});

/** Every setting of the service. */
export const config = loadConfig(schema);

/** The Koski that invalidations go to first; null when there is none. */
export const koskiUpstream = upstreamOf(config);

/** @throws ConfigError when what belongs together is not there together */
export function upstreamOf(settings: z.infer<typeof schema>): KoskiUpstreamSettings | null {
  const { KOSKI_URL: url, KOSKI_USERNAME: username, KOSKI_PASSWORD: password, NODE_ENV, DATABASE_POOL_SIZE } = settings;
  if (url === undefined) return null;
  const problems = [
    ...(username === undefined ? ['KOSKI_USERNAME is missing: KOSKI_URL needs it.'] : []),
    ...(password === undefined ? ['KOSKI_PASSWORD is missing: KOSKI_URL needs it.'] : []),
    ...(NODE_ENV === 'production' && !url.startsWith('https:')
      ? ['KOSKI_URL is wrong: only https:// in production, the password goes with every request.']
      : []),
  ];
  if (username === undefined || password === undefined || problems.length > 0) throw new ConfigError(problems);
  const atOnce = Math.max(1, Math.floor(DATABASE_POOL_SIZE / 2));
  return { url, username, password, timeoutSeconds: settings.KOSKI_TIMEOUT_SECONDS, atOnce };
}
