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

/** On a machine that is busy with something else a broker takes more than testcontainers' own minute. */
const START_WITHIN_MS = 120_000;

/**
 * Starts both with testcontainers, which removes them even when this process is killed.
 * @throws LauncherError when an image can't be fetched or a container doesn't start
 */
export async function startContainers(ports: Ports): Promise<Containers> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  class Kafka extends GenericContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      publishOnLoopback(this.hostConfig);
    }
  }
  class Postgres extends PostgreSqlContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      publishOnLoopback(this.hostConfig);
    }
  }
  const settings = dockerSettings(ports.kafka, ports.kafkaController);
  try {
    const [postgres, kafka] = await allOrNone([
      new Postgres(POSTGRES_IMAGE)
        .withEnvironment({ POSTGRES_INITDB_ARGS: '--locale-provider=builtin --builtin-locale=C.UTF-8' })
        .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
        .withStartupTimeout(START_WITHIN_MS)
        .start(),
      // The broker advertises to its clients the port at which it is reached, so the port outside is fixed beforehand.
      new Kafka(KAFKA_IMAGE)
        .withEnvironment({ ...settings, KAFKA_HEAP_OPTS: '-Xmx384m -Xms128m' })
        .withExposedPorts({ container: ports.kafka, host: ports.kafka })
        .withWaitStrategy(Wait.forLogMessage('Kafka Server started'))
        .withStartupTimeout(START_WITHIN_MS)
        .start(),
    ]);
    return {
      env: { KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`, DATABASE_URL: postgres.getConnectionUri() },
      stop: async () => void (await Promise.allSettled([postgres.stop(), kafka.stop()])),
    };
  } catch (error) {
    throw new LauncherError(`Docker answers, but the containers did not start: ${(error as Error).message}`);
  }
}

/** Docker publishes ports on every address of the machine by default, and these two ask nobody who they are. */
export function publishOnLoopback({ PortBindings: bindings }: { readonly PortBindings?: unknown }): void {
  const places = Object.values((bindings ?? {}) as Record<string, { HostIp?: string }[]>).flat();
  for (const place of places) place.HostIp = '127.0.0.1';
}

/**
 * Waits for each of them, also when one has failed: what starts afterwards would be left behind.
 * @throws the first failure, when those that did start have been stopped
 */
export async function allOrNone<T extends readonly Promise<{ stop(): Promise<unknown> }>[]>(
  starting: readonly [...T],
): Promise<{ [Place in keyof T]: Awaited<T[Place]> }> {
  const ends = await Promise.allSettled(starting);
  const failed = ends.find((end): end is PromiseRejectedResult => end.status === 'rejected');
  if (!failed) return Promise.all(starting) as Promise<{ [Place in keyof T]: Awaited<T[Place]> }>;
  await Promise.allSettled(ends.map((end) => (end.status === 'fulfilled' ? end.value.stop() : undefined)));
  throw failed.reason;
}
