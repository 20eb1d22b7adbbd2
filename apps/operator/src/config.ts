import { z } from 'zod';
import { databaseSettings, kafkaSettings, loadConfig, runtimeSettings } from '#platform';

/** Hosts to which a token may travel unencrypted: this machine, and a bare name as containers and clusters resolve it. */
const NEAR = /^(localhost|127\.[\d.]+|\[::1\]|[a-z][a-z0-9-]*)$/;

/** Where the system is and who asks. `HYVAKSILUKU_TOKEN_FILE` names a file with the token, such as /dev/stdin. */
const gatewaySettings = {
  HYVAKSILUKU_URL: z
    .url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' })
    .refine((url) => isSafe(url), 'it must begin with https:// except on this machine or by a bare name in a cluster')
    .transform((url) => new URL(url).origin)
    .describe('the gateway, or one service'),
  HYVAKSILUKU_TOKEN: z.string().min(1).describe('access token of a person with the role OPERATOR'),
};

/** @throws ConfigError */
export function gatewayConfig() {
  return loadConfig(z.object({ ...runtimeSettings, ...gatewaySettings }));
}

/** @throws ConfigError */
export function kafkaConfig() {
  return loadConfig(z.object({ ...runtimeSettings, ...kafkaSettings }));
}

/** The settings of the service whose copies are rebuilt. @throws ConfigError */
export function serviceConfig() {
  return loadConfig(z.object({ ...runtimeSettings, ...databaseSettings, ...kafkaSettings }));
}

function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || NEAR.test(hostname);
}
