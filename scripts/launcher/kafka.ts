import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { diskFull, isDiskFull, LauncherError } from './failure.js';
import { answers } from './ports.js';
import type { ProcessPlan } from './processes.js';
import type { Steps } from './steps.js';

const execute = promisify(execFile);
/** Kept equal to pom.xml and docker-compose.yml. */
export const KAFKA_IMAGE = 'apache/kafka:4.4.0';
const MINIMUM_JAVA = 17;
const HOST = '127.0.0.1';

export interface KafkaOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly env: NodeJS.ProcessEnv;
  readonly steps: Steps;
  /** Further addresses of the broker, each for clients that reach it by another way, such as a fault proxy. */
  readonly extraListeners?: readonly BrokerListener[];
}

/** A listener of its own: clients that come in by `port` are sent to `advertisedPort` for everything further. */
export interface BrokerListener {
  /** Letters only, in capitals. */
  readonly name: string;
  readonly port: number;
  readonly advertisedPort: number;
}

/** The broker addresses in KAFKA_BROKERS, checked for their form; undefined when the launcher brings its own broker. */
export function givenBrokers(env: NodeJS.ProcessEnv): string[] | undefined {
  const given = env['KAFKA_BROKERS'];
  if (!given) return undefined;
  const brokers = given.split(',').map((broker) => broker.trim());
  if (brokers.some((broker) => !/^[^\s:/]+:\d{1,5}$/.test(broker))) {
    throw new LauncherError(`KAFKA_BROKERS must be host:port, several separated by commas, not "${given}".`);
  }
  return brokers;
}

/** @throws LauncherError when no given broker accepts connections */
export async function requireBroker(brokers: readonly string[]): Promise<void> {
  const reachable = await Promise.all(
    brokers.map((broker) => {
      const [host = HOST, port] = broker.split(':');
      return answers(Number(port), host);
    }),
  );
  if (reachable.some(Boolean)) return;
  throw new LauncherError(
    `No Kafka broker answers at KAFKA_BROKERS=${brokers.join(',')}: start it, correct the address, or unset KAFKA_BROKERS to let the launcher bring its own.`,
  );
}

/**
 * Prepares a single Kafka broker that is also its own controller: with Java from the Maven artifacts, else by Docker.
 * Fetches what is missing and formats the data folder at the first start.
 * @throws LauncherError in one sentence when this machine has neither
 */
export async function ownKafka(options: KafkaOptions): Promise<ProcessPlan> {
  const java = await findJava(options.env);
  const missing: string[] = [];
  if (java === undefined) missing.push(`Java ${MINIMUM_JAVA} or newer`);
  if (!(await jarsAreThere(options.root)) && !(await succeeds('mvn', ['--version'], options.env)))
    missing.push('Maven');
  if (java !== undefined && missing.length === 0) return kafkaByJava(options, java);
  if (await dockerAnswers(options.env)) return kafkaByDocker(options);
  throw new LauncherError(
    `Kafka needs ${missing.join(' and ')}, or a running Docker: install ${missing.join(' and ')} (on Debian: \`apt-get install openjdk-17-jre-headless maven\`), start Docker, or set KAFKA_BROKERS to a broker that already runs.`,
  );
}

/** Whether a Docker engine can be used from here. */
export function dockerAnswers(env: NodeJS.ProcessEnv): Promise<boolean> {
  return succeeds('docker', ['version', '--format', '{{.Server.Version}}'], env);
}

/** Removes what lies outside the data folder: the volume of a broker that ran by Docker. */
export async function forgetKafka(dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  if (!existsSync(path.join(dataDir, 'kafka-by-docker'))) return;
  const name = dockerName(dataDir);
  await execute('docker', ['rm', '--force', name], { env }).catch(() => undefined);
  await execute('docker', ['volume', 'rm', '--force', name], { env }).catch(() => undefined);
}

async function kafkaByJava(options: KafkaOptions, java: string): Promise<ProcessPlan> {
  const { root, dataDir, port, controllerPort, env, steps } = options;
  if (!(await jarsAreThere(root))) {
    await steps.run('Fetching Apache Kafka with Maven', () => fetchJarsOnce(root, env));
  }
  const folder = path.join(dataDir, 'kafka');
  await mkdir(folder, { recursive: true });
  const properties = path.join(folder, 'server.properties');
  const data = path.join(folder, 'data');
  await writeFile(properties, serverProperties(port, controllerPort, data, options.extraListeners));
  const classPath = path.join(jarsFolder(root), '*');
  if (!existsSync(path.join(data, 'meta.properties'))) {
    const id = `A${randomBytes(16).toString('base64url').slice(1)}`;
    const args = [
      '-Xmx256m',
      ...JVM,
      '-cp',
      classPath,
      'kafka.tools.StorageTool',
      'format',
      '-t',
      id,
      '-c',
      properties,
    ];
    await rm(data, { recursive: true, force: true });
    await execute(java, args, { env, cwd: root }).catch((error: { stdout?: string; stderr?: string }) => {
      const said = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || String(error);
      if (isDiskFull(said)) throw diskFull();
      throw new LauncherError(`Kafka could not set up its data folder: ${said.split('\n').at(-1)}`);
    });
  }
  return {
    name: 'kafka',
    command: java,
    args: ['-Xmx384m', '-Xms128m', ...JVM, ...JVM_LOG, '-cp', classPath, 'kafka.Kafka', properties],
    env,
    cwd: root,
    ready: () => answers(port),
    readyWithinMs: 60_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
  };
}

/** A development broker starts often and works little: quick compilation and the smallest collector suit it. */
const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Djava.net.preferIPv4Stack=true'];
const LOGGER = '-Dorg.slf4j.simpleLogger';
const JVM_LOG = [
  `${LOGGER}.defaultLogLevel=warn`,
  `${LOGGER}.log.kafka.server.KafkaRaftServer=info`,
  `${LOGGER}.showDateTime=true`,
  `${LOGGER}.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX`,
];

function serverProperties(
  port: number,
  controllerPort: number,
  data: string,
  extraListeners: readonly BrokerListener[] = [],
): string {
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${HOST}:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    ...listeners(HOST, port, controllerPort, extraListeners),
    'log.dirs': data.replaceAll('\\', '/'),
    ...SINGLE_BROKER,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}

/** One broker, one copy of everything; topics only by declaration; small internal topics and buffers. */
const SINGLE_BROKER = {
  'auto.create.topics.enable': false,
  'group.initial.rebalance.delay.ms': 0,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 8,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 1,
  'num.network.threads': 2,
  'num.io.threads': 4,
  'num.recovery.threads.per.data.dir': 4,
  'log.cleaner.threads': 1,
  'log.cleaner.dedupe.buffer.size': 4_194_304,
  'log.index.size.max.bytes': 1_048_576,
} as const;

/** The broker's own listener, the controller's, and one for each further one. */
function listeners(host: string, port: number, controllerPort: number, extraListeners: readonly BrokerListener[]) {
  const names = ['PLAINTEXT', ...extraListeners.map(({ name }) => name)];
  return {
    listeners: [
      `PLAINTEXT://${host}:${port}`,
      ...extraListeners.map((listener) => `${listener.name}://${host}:${listener.port}`),
      `CONTROLLER://${host}:${controllerPort}`,
    ].join(','),
    'advertised.listeners': [
      `PLAINTEXT://${HOST}:${port}`,
      ...extraListeners.map((listener) => `${listener.name}://${HOST}:${listener.advertisedPort}`),
    ].join(','),
    'listener.security.protocol.map': ['CONTROLLER', ...names].map((name) => `${name}:PLAINTEXT`).join(','),
    'inter.broker.listener.name': 'PLAINTEXT',
  };
}

function jarsFolder(root: string): string {
  return path.join(root, 'target', 'dependency');
}

/** The jars are there when they were fetched for exactly this pom.xml. */
async function jarsAreThere(root: string): Promise<boolean> {
  const stamp = await readFile(path.join(jarsFolder(root), '.pom'), 'utf8').catch(() => '');
  return stamp === (await pomHash(root));
}

async function pomHash(root: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path.join(root, 'pom.xml')))
    .digest('hex');
}

let fetching: Promise<void> | undefined;

/** Stacks that start side by side wait for the same jars. */
function fetchJarsOnce(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  fetching ??= fetchJars(root, env).catch((error: unknown) => {
    fetching = undefined;
    throw error;
  });
  return fetching;
}

async function fetchJars(root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const folder = jarsFolder(root);
  await rm(folder, { recursive: true, force: true });
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  try {
    await execute('mvn', ['-B', '-ntp', '-q', ...goal], { cwd: root, env, maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const said = `${(error as { stdout?: string }).stdout ?? ''}${(error as { stderr?: string }).stderr ?? ''}`;
    if (isDiskFull(said)) throw diskFull();
    const reason = /\[ERROR\]\s*(.+)/.exec(said)?.[1] ?? String(error);
    throw new LauncherError(
      `Maven could not fetch Apache Kafka: check the network and Maven's settings, or set KAFKA_BROKERS to a broker that already runs. Maven says: ${reason}`,
    );
  }
  if ((await readdir(folder)).length === 0)
    throw new LauncherError('Maven fetched no jar of Apache Kafka: check pom.xml.');
  await writeFile(path.join(folder, '.pom'), await pomHash(root));
}

/** The Java program when it is new enough. */
async function findJava(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const home = env['JAVA_HOME'];
  for (const candidate of [...(home ? [path.join(home, 'bin', 'java')] : []), 'java']) {
    const version = await execute(candidate, ['-version'], { env }).catch(() => undefined);
    const major = Number(/version "(\d+)/.exec(version?.stderr ?? '')?.[1] ?? 0);
    if (major >= MINIMUM_JAVA) return candidate;
  }
  return undefined;
}

async function kafkaByDocker(options: KafkaOptions): Promise<ProcessPlan> {
  const { root, dataDir, port, controllerPort, env, steps, extraListeners = [] } = options;
  if (!(await succeeds('docker', ['image', 'inspect', KAFKA_IMAGE], env))) {
    await steps.run(`Fetching ${KAFKA_IMAGE} with Docker`, async () => {
      await execute('docker', ['pull', '--quiet', KAFKA_IMAGE], { env }).catch((error: { stderr?: string }) => {
        throw new LauncherError(
          `Docker could not fetch ${KAFKA_IMAGE}: check the network, or set KAFKA_BROKERS to a broker that already runs. Docker says: ${(error.stderr ?? '').trim()}`,
        );
      });
    });
  }
  const name = dockerName(dataDir);
  await writeFile(path.join(dataDir, 'kafka-by-docker'), name);
  const variables = Object.entries(dockerSettings(port, controllerPort, extraListeners)).flatMap(
    ([variable, value]) => ['--env', `${variable}=${value}`],
  );
  return {
    name: 'kafka',
    command: 'docker',
    args: [
      ...['run', '--rm', '--name', name, '--publish', `${HOST}:${port}:${port}`],
      ...extraListeners.flatMap((listener) => ['--publish', `${HOST}:${listener.port}:${listener.port}`]),
      ...['--volume', `${name}:/var/lib/kafka/data`, '--env', 'KAFKA_HEAP_OPTS=-Xmx384m -Xms128m'],
      ...variables,
      KAFKA_IMAGE,
    ],
    env,
    cwd: root,
    // A container outlives its `docker run` when that is killed.
    prepare: async () => void (await execute('docker', ['rm', '--force', name], { env }).catch(() => undefined)),
    // The published port accepts connections before the broker does: its own word counts.
    ready: async () => /Kafka Server started/.test((await execute('docker', ['logs', name], { env })).stdout),
    readyWithinMs: 90_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
  };
}

/** The settings as environment variables, the way the image takes them. */
export function dockerSettings(
  port: number,
  controllerPort: number,
  extraListeners: readonly BrokerListener[] = [],
): Record<string, string> {
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@localhost:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    ...listeners('', port, controllerPort, extraListeners),
    'log.dirs': '/var/lib/kafka/data',
    ...SINGLE_BROKER,
  };
  const variables = Object.entries(settings).map(([setting, value]) => [
    `KAFKA_${setting.replaceAll('.', '_').toUpperCase()}`,
    String(value),
  ]);
  return Object.fromEntries(variables) as Record<string, string>;
}

/** One container and volume per data folder. */
function dockerName(dataDir: string): string {
  return `hyvaksiluku-kafka-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 8)}`;
}

async function succeeds(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return execute(command, args, { env, timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}
