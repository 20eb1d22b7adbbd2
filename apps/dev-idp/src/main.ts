import { createLogger, loadConfig, runProcess } from '#platform';
import { configSchema } from './config.js';
import { signingKeys } from './keys.js';
import { createProvider } from './provider.js';
import { createIdpServer } from './server.js';

const config = loadConfig(configSchema);

await runProcess({ name: 'dev-idp', graceSeconds: config.SHUTDOWN_GRACE_SECONDS }, async () => {
  if (config.NODE_ENV === 'production') {
    throw new Error(
      'this issuer knows only demo people whose passwords are their names and must not run in production. Set OIDC_ISSUER of the services to a real one.',
    );
  }
  const logger = createLogger('dev-idp', config.LOG_LEVEL);
  const provider = createProvider(config, await signingKeys(config.DATA_DIR));
  const onError = (error: unknown): void => logger.error({ err: error }, 'request failed');
  provider.on('server_error', (_context, error) => onError(error));
  const server = createIdpServer(provider, onError);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.HTTP_PORT, config.HTTP_HOST, resolve);
  });
  logger.info(`listening on ${config.HTTP_HOST}:${config.HTTP_PORT}`);
  return {
    stop: async () => {
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 2_000).unref();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});
