import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const webAddress = z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' });

/** Settings of every process. */
export const runtimeSettings = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').describe('kind of environment'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('least severe log level that is written'),
  SHUTDOWN_GRACE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(600)
    .default(25)
    .describe('seconds from the stop signal to the end of the process at the latest'),
};

/** Settings of a process with an HTTP interface. A service gives its own default ports: `HTTP_PORT: httpSettings.HTTP_PORT.default(8101)`. */
export const httpSettings = {
  HTTP_HOST: z.string().min(1).default('127.0.0.1').describe('address the HTTP interface listens on'),
  HTTP_PORT: port.describe('port of the HTTP interface'),
  METRICS_PORT: port.describe('port of /metrics'),
  PUBLIC_BASE_URL: webAddress
    .default('http://127.0.0.1:8080')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('origin under which people reach the gateway, used in links'),
};

/** Settings of a process that owns a database. */
export const databaseSettings = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'expected postgres://user:password@host:port/database')
    .describe('database of this service'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10).describe('connections per process at most'),
};

const pem = z.string().regex(/^-----BEGIN [A-Z ]+-----/, 'expected PEM text');

/** What somebody writes who takes the broker that tests have in memory for one that can be chosen; a host may be called `memory`. */
const IN_MEMORY = /^(in-?)?memory(:(\/\/.*)?)?$/i;

/**
 * Settings of a process that sends or receives events. Passwords, certificates and keys come as files by the X_FILE rule:
 * `KAFKA_SASL_PASSWORD_FILE`, `KAFKA_TLS_CA_FILE`. What must be set together is checked in kafka-combinations.ts.
 */
export const kafkaSettings = {
  KAFKA_BROKERS: z
    .string()
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .pipe(
      z
        .array(
          z.string().regex(/^[^\s:/]+:\d{1,5}$/, {
            error: ({ input }) =>
              `${IN_MEMORY.test(String(input)) ? 'the broker in memory is for tests and no service can be given it; ' : ''}` +
              'expected host:port, separated by commas',
          }),
        )
        .min(1),
    )
    .describe('Kafka brokers, host:port separated by commas'),
  KAFKA_SESSION_TIMEOUT_SECONDS: z.coerce
    .number()
    .int()
    .min(6)
    .max(300)
    .default(45)
    .describe('seconds after which the group gives up a consumer that died without leaving, and others take over'),
  KAFKA_REPLICATION_FACTOR: z.coerce
    .number()
    .int()
    .min(1)
    .max(9)
    .default(1)
    .describe('copies that each partition is to have; 1 on a single development broker'),
  KAFKA_TLS: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('true: the connection to the brokers is encrypted and their certificate checked'),
  KAFKA_TLS_CA: pem.optional().describe("certificates that may have signed the brokers'; Node's own list by default"),
  KAFKA_TLS_CERTIFICATE: pem.optional().describe('certificate of this client, for brokers that ask for one'),
  KAFKA_TLS_KEY: pem.optional().describe('key to KAFKA_TLS_CERTIFICATE'),
  KAFKA_SASL_MECHANISM: z
    .enum(['scram-sha-256', 'scram-sha-512'])
    .optional()
    .describe('how the process proves to the brokers who it is; left out, it does not'),
  KAFKA_SASL_USERNAME: z.string().min(1).optional().describe('principal of this process on the brokers'),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional().describe('password of KAFKA_SASL_USERNAME'),
};

/** Settings of a service that owns what others copy. */
export const reconcileSettings = {
  RECONCILE_MINUTES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(60)
    .describe('minutes between two digests of what the service has, for others to compare with; 0: only on demand'),
};

/** Settings of a process that checks access tokens. */
export const oidcSettings = {
  OIDC_ISSUER: webAddress.describe('address of the OpenID Connect issuer, exactly as in the tokens'),
  OIDC_AUDIENCE: z.string().min(1).default('hyvaksiluku').describe('audience that access tokens must carry'),
  OIDC_TOKEN_TYPE: z
    .enum(['at+jwt', 'any'])
    .default('at+jwt')
    .describe('typ in the header of access tokens (RFC 9068); any: for issuers that write JWT or nothing there'),
  OIDC_LONGEST_TOKEN_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(720)
    .describe('minutes an access token may be valid for, from iat to exp'),
};

const platformSettings = z.object({ ...runtimeSettings, ...httpSettings, ...oidcSettings });

/** The settings libs/platform itself reads. Every service's config contains them. */
export type PlatformConfig = Readonly<z.infer<typeof platformSettings>>;
