import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.js';

const execute = promisify(execFile);
const HOST = '127.0.0.1';

/** A Kafka broker of a test's own, with throw-away data. */
export interface KafkaBroker {
  readonly brokers: string[];
  /** The broker's certificate, for clients, in PEM; only of a broker with users. */
  readonly certificate: string | undefined;
  stop(): Promise<void>;
}

export interface KafkaBrokerOptions {
  /** Folder with the jars of Apache Kafka; by default KAFKA_JARS, else those that the launcher fetched. */
  readonly jars?: string;
  /**
   * Passwords by user. With them, the broker takes only clients that sign in with SCRAM over TLS and allows nothing that
   * no ACL allows, but everything to `admin`.
   */
  readonly users?: Readonly<Record<'admin', string> & Record<string, string>>;
}

/**
 * Starts a single broker, controller included, on free ports of this machine: with Java from the jars, else by Docker.
 * @throws Error when there is neither, or the broker does not start
 */
export async function startKafkaBroker({ jars, users }: KafkaBrokerOptions): Promise<KafkaBroker> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kafka-broker-'));
  const [port, controllerPort] = [await freePort(), await freePort()];
  const runner = await runnerFor(folder, port, jars);
  const properties = path.join(folder, 'server.properties');
  const settings = { ...BROKER, ...listeners(port, controllerPort, users && folder), 'log.dirs': `${folder}/data` };
  await writeFile(properties, lines(settings));
  const certificate = users && (await makeCertificate(folder, runner));
  const java = [...JVM, '-cp', runner.classPath];
  const id = `A${randomBytes(16).toString('base64url').slice(1)}`;
  const format = ['kafka.tools.StorageTool', 'format', '-t', id, '-c', properties];
  await execute(...runner.command('java', [...java, ...format, ...scramUsers(users)]));
  const child = spawn(...runner.command('java', ['-Xmx384m', ...java, 'kafka.Kafka', properties], port), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = path.join(folder, 'broker.log');
  const stop = stopper(child, log, runner, folder);
  try {
    await eventually('the broker accepts connections', async () => child.exitCode !== null || answers(port), 90_000);
    if (child.exitCode !== null) throw new Error(`The broker ended: ${(await readFile(log, 'utf8')).slice(-1500)}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers: [`${HOST}:${port}`], certificate, stop };
}

function stopper(child: ChildProcess, logFile: string, runner: Runner, folder: string): () => Promise<void> {
  const log = createWriteStream(logFile);
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    await runner.remove();
    child.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
}

/** How programs of Java are run here. */
interface Runner {
  readonly classPath: string;
  /** @param published port that the program listens on */
  command(program: 'java' | 'keytool', args: readonly string[], published?: number): [string, string[]];
  remove(): Promise<void>;
}

async function runnerFor(folder: string, port: number, given: string | undefined): Promise<Runner> {
  const jars = given ?? process.env['KAFKA_JARS'] ?? path.resolve('target', 'dependency');
  const home = process.env['JAVA_HOME'];
  const here = (program: string) => (home ? path.join(home, 'bin', program) : program);
  if (existsSync(jars) && (await succeeds(here('java'), ['-version']))) {
    return {
      classPath: path.join(jars, '*'),
      command: (program, args) => [here(program), [...args]],
      remove: async () => undefined,
    };
  }
  if (!(await succeeds('docker', ['version', '--format', '{{.Server.Version}}'])))
    throw new Error('A broker of its own needs Java 17 and the jars that `npm start` fetches with Maven, or Docker.');
  const version = /<kafka\.version>(.+?)</.exec(await readFile('pom.xml', 'utf8'))?.[1];
  const name = `kafka-broker-${port}`;
  return {
    classPath: '/opt/kafka/libs/*',
    command: (program, args, published) => {
      const server = published === undefined ? [] : ['--name', name, '--publish', `${HOST}:${published}:${published}`];
      const user = ['--user', `${process.getuid?.() ?? 0}`, '--volume', `${folder}:${folder}`, '--entrypoint', program];
      return ['docker', ['run', '--rm', ...server, ...user, `apache/kafka:${version}`, ...args]];
    },
    remove: async () => void (await succeeds('docker', ['rm', '--force', name])),
  };
}

const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Djava.net.preferIPv4Stack=true'];
const BROKER = {
  'process.roles': 'broker,controller',
  'node.id': 1,
  'auto.create.topics.enable': false,
  'group.initial.rebalance.delay.ms': 0,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'log.cleaner.dedupe.buffer.size': 4_194_304,
  'log.index.size.max.bytes': 1_048_576,
};

/** The broker signs in to itself too: nobody gets past the authorizer without a name. */
const BROKER_PASSWORD = randomBytes(12).toString('hex');
const STORE_PASSWORD = 'throw-away';

function listeners(port: number, controllerPort: number, secrets: string | undefined): Record<string, string> {
  const name = secrets === undefined ? 'OPEN' : 'SECURE';
  const ports = {
    listeners: `${name}://:${port},CONTROLLER://:${controllerPort}`,
    'advertised.listeners': `${name}://${HOST}:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `1@${HOST}:${controllerPort}`,
    'inter.broker.listener.name': name,
  };
  if (secrets === undefined)
    return { ...ports, 'listener.security.protocol.map': 'OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT' };
  const login = `required username="broker" password="${BROKER_PASSWORD}"`;
  const modules = 'org.apache.kafka.common.security';
  return {
    ...ports,
    'listener.security.protocol.map': 'SECURE:SASL_SSL,CONTROLLER:SASL_PLAINTEXT',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.secure.scram-sha-512.sasl.jaas.config': `${modules}.scram.ScramLoginModule ${login};`,
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': `${modules}.plain.PlainLoginModule ${login} user_broker="${BROKER_PASSWORD}";`,
    'ssl.keystore.location': `${secrets}/key.p12`,
    'ssl.keystore.password': STORE_PASSWORD,
    'ssl.keystore.type': 'PKCS12',
    'ssl.truststore.location': `${secrets}/trust.p12`,
    'ssl.truststore.password': STORE_PASSWORD,
    'ssl.truststore.type': 'PKCS12',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:admin;User:broker',
  };
}

function scramUsers(users: Readonly<Record<string, string>> | undefined): string[] {
  const all = users === undefined ? {} : { ...users, broker: BROKER_PASSWORD };
  return Object.entries(all).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
}

/** A certificate that signs itself, for the address of this machine, by Java's own tool; in PEM. */
async function makeCertificate(folder: string, runner: Runner): Promise<string> {
  const store = ['-storetype', 'PKCS12', '-storepass', STORE_PASSWORD, '-alias', 'broker'];
  const pem = path.join(folder, 'broker.pem');
  const key = ['-keystore', path.join(folder, 'key.p12'), ...store];
  const trust = ['-keystore', path.join(folder, 'trust.p12'), ...store];
  const subject = ['-dname', 'CN=broker', '-ext', `san=ip:${HOST},dns:localhost`, '-validity', '2'];
  const keytool = (...args: string[]) => execute(...runner.command('keytool', args));
  await keytool('-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', ...key, ...subject);
  await keytool('-exportcert', '-rfc', '-file', pem, ...key);
  await keytool('-importcert', '-noprompt', '-file', pem, ...trust);
  return readFile(pem, 'utf8');
}

function lines(settings: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** A port of this machine on which nobody listens at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, HOST, () => resolve(true));
    socket.once('connect', () => socket.destroy()).once('error', () => resolve(false));
  });
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
  return execute(command, [...args], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}
