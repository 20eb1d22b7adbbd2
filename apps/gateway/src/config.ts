import { z } from 'zod';
import { databaseSettings, httpSettings, oidcSettings, runtimeSettings } from '#platform';
import { KEY_BYTES } from './session/seal.js';

const upstream = (port: number, service: string) =>
  z
    .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
    .default(`http://127.0.0.1:${port}`)
    .transform((url) => url.replace(/\/+$/, ''))
    .describe(`address of the ${service} service`);

/** Keys as `openssl rand -base64 32` writes them, separated by commas. */
const sessionKeys = z
  .string()
  .transform((list) => list.split(',').map((key): Buffer => Buffer.from(key.trim(), 'base64')))
  .refine((keys) => keys.every((key) => key.length === KEY_BYTES), {
    error: `expected keys of ${KEY_BYTES} bytes in base64, separated by commas`,
  });

/** Every setting of the gateway. */
export const configSchema = z
  .object({
    ...runtimeSettings,
    HTTP_HOST: httpSettings.HTTP_HOST,
    HTTP_PORT: httpSettings.HTTP_PORT.default(8080),
    METRICS_PORT: httpSettings.METRICS_PORT.default(9100),
    ...oidcSettings,
    OIDC_ISSUER: oidcSettings.OIDC_ISSUER.default('http://127.0.0.1:8090'),
    OIDC_CLIENT_ID: z.string().min(1).default('hyvaksiluku-web').describe('what the gateway is called at the issuer'),
    OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('left out for a public client'),
    OIDC_SCOPES: z
      .string()
      .min(1)
      .default('openid profile')
      .describe('scopes asked for at sign-in, separated by spaces'),
    PUBLIC_BASE_URL: httpSettings.PUBLIC_BASE_URL,
    INSTITUTIONS_FOLDER: z
      .string()
      .min(1)
      .optional()
      .describe('folder with names, looks and notices of the institutions; left out, those of the demo'),
    WEB_FOLDER: z.string().min(1).optional().describe('folder of the built pages; left out, there are interfaces only'),
    ...databaseSettings,
    SESSION_KEYS: sessionKeys.describe(
      'keys that encrypt what sessions hold: the first one encrypts, all of them decrypt; the same for all replicas',
    ),
    SESSION_IDLE_MINUTES: z.coerce
      .number()
      .min(0.01)
      .max(1_440)
      .default(120)
      .describe('minutes without a request of the person after which a session ends'),
    SESSION_LONGEST_HOURS: z.coerce
      .number()
      .min(0.01)
      .max(72)
      .default(10)
      .describe('hours from sign-in to the end at most'),
    APPLICATIONS_URL: upstream(8101, 'applications'),
    DECISIONS_URL: upstream(8102, 'decisions'),
    RECOGNITION_BANK_URL: upstream(8103, 'recognition-bank'),
    NOTIFICATIONS_URL: upstream(8104, 'notifications'),
    STUDY_RIGHTS_URL: upstream(8105, 'study-rights'),
    TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean),
      )
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'expected addresses or ranges (CIDR)')))
      .describe('load balancers whose X-Forwarded-* headers are believed, addresses or ranges separated by commas'),
    BODIES_MEGABYTES: z.coerce
      .number()
      .min(1)
      .max(1024)
      .default(32)
      .describe(
        'megabytes of request bodies that are held at a time, of all clients together; one client holds half of it at most',
      ),
    UPSTREAM_TIMEOUT_SECONDS: z.coerce
      .number()
      .min(0.1)
      .max(300)
      .default(30)
      .describe('seconds a service may take to begin its answer'),
  })
  // Cookies with the prefix __Host- need TLS, and so do the tokens on their way from the issuer.
  .superRefine(({ NODE_ENV, ...addresses }, context) => {
    if (NODE_ENV !== 'production') return;
    for (const name of ['OIDC_ISSUER', 'PUBLIC_BASE_URL'] as const) {
      if (addresses[name].startsWith('https://')) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'expected an https:// address in production' });
    }
  });

export type GatewayConfig = Readonly<z.infer<typeof configSchema>>;

/** The services behind the gateway: name in the path → address. */
export function upstreams(config: GatewayConfig): Readonly<Record<string, string>> {
  return {
    applications: config.APPLICATIONS_URL,
    decisions: config.DECISIONS_URL,
    'recognition-bank': config.RECOGNITION_BANK_URL,
    notifications: config.NOTIFICATIONS_URL,
    'study-rights': config.STUDY_RIGHTS_URL,
  };
}
