import { z } from 'zod';
import { httpSettings, oidcSettings, runtimeSettings } from '#platform';

/** Every setting of the development issuer. */
export const configSchema = z.object({
  ...runtimeSettings,
  HTTP_HOST: httpSettings.HTTP_HOST,
  HTTP_PORT: httpSettings.HTTP_PORT.default(8090),
  PUBLIC_BASE_URL: httpSettings.PUBLIC_BASE_URL,
  OIDC_ISSUER: oidcSettings.OIDC_ISSUER.default('http://127.0.0.1:8090'),
  OIDC_AUDIENCE: oidcSettings.OIDC_AUDIENCE,
  DATA_DIR: z.string().min(1).optional().describe('folder in which the signing key outlives a restart'),
});

export type IdpConfig = Readonly<z.infer<typeof configSchema>>;
