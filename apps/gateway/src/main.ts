import { createLogger, loadConfig, runProcess, startMetricsServer } from '#platform';
import { configSchema } from './config.js';
import { createGateway } from './gateway.js';

const config = loadConfig(configSchema);

await runProcess({ name: 'gateway', graceSeconds: config.SHUTDOWN_GRACE_SECONDS }, async () => {
  const logger = createLogger('gateway', config.LOG_LEVEL);
  const state = { stopping: false };
  const refusals = {
    log: logger.info.bind(logger),
    warn: logger.warn.bind(logger),
    error: logger.error.bind(logger),
  };
  const gateway = await createGateway(config, refusals, () => state.stopping);
  const metricsServer = await startMetricsServer(config.HTTP_HOST, config.METRICS_PORT);
  await gateway.listen({ host: config.HTTP_HOST, port: config.HTTP_PORT });
  logger.info(`listening on ${config.HTTP_HOST}:${config.HTTP_PORT}`);
  return {
    stop: async () => {
      state.stopping = true;
      await gateway.close();
      await metricsServer.stop();
    },
  };
});
