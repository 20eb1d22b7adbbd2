import { LauncherError } from './failure.js';
import { dockerSettings, KAFKA_IMAGE } from './kafka.js';
import type { Ports } from './ports.js';

const POSTGRES_IMAGE = 'postgres:18';

/** Kafka and PostgreSQL in containers, for a test run on a machine with Docker. */
export interface Containers {
  /** KAFKA_BROKERS and DATABASE_URL, as for servers that run already. */
  readonly env: { readonly KAFKA_BROKERS: string; readonly DATABASE_URL: string };
  stop(): Promise<void>;
}

/**
 * Starts both with testcontainers, which removes them even when this process is killed.
 * @throws LauncherError when an image can't be fetched or a container doesn't start
 */
export async function startContainers(ports: Ports): Promise<Containers> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const started: { stop(): Promise<unknown> }[] = [];
  const stop = async () => void (await Promise.allSettled(started.map((container) => container.stop())));
  const settings = dockerSettings(ports.kafka, ports.kafkaController);
  try {
    const [postgres] = await Promise.all([
      new PostgreSqlContainer(POSTGRES_IMAGE)
        .withEnvironment({ POSTGRES_INITDB_ARGS: '--locale-provider=builtin --builtin-locale=C.UTF-8' })
        .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
        .start()
        .then((container) => (started.push(container), container)),
      // The broker tells its clients the port at which it is reached, so the port outside is fixed beforehand.
      new GenericContainer(KAFKA_IMAGE)
        .withEnvironment({ ...settings, KAFKA_HEAP_OPTS: '-Xmx384m -Xms128m' })
        .withExposedPorts({ container: ports.kafka, host: ports.kafka })
        .withWaitStrategy(Wait.forLogMessage('Kafka Server started'))
        .start()
        .then((container) => started.push(container)),
    ]);
    return {
      env: { KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`, DATABASE_URL: postgres.getConnectionUri() },
      stop,
    };
  } catch (error) {
    await stop();
    throw new LauncherError(`Docker answers, but the containers did not start: ${(error as Error).message}`);
  }
}
