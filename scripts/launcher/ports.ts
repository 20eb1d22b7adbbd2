import { randomInt } from 'node:crypto';
import net from 'node:net';
import { LauncherError } from './failure.js';

/** Every port of the stack: who listens there, the variable that changes it, and its default. */
export const PORTS = {
  gateway: { variable: 'GATEWAY_PORT', standard: 8080, user: 'the gateway' },
  applications: { variable: 'APPLICATIONS_PORT', standard: 8101, user: 'applications' },
  decisions: { variable: 'DECISIONS_PORT', standard: 8102, user: 'decisions' },
  recognitionBank: { variable: 'RECOGNITION_BANK_PORT', standard: 8103, user: 'recognition-bank' },
  notifications: { variable: 'NOTIFICATIONS_PORT', standard: 8104, user: 'notifications' },
  studyRights: { variable: 'STUDY_RIGHTS_PORT', standard: 8105, user: 'study-rights' },
  gatewayMetrics: { variable: 'GATEWAY_METRICS_PORT', standard: 9100, user: 'the metrics of the gateway' },
  applicationsMetrics: { variable: 'APPLICATIONS_METRICS_PORT', standard: 9101, user: 'the metrics of applications' },
  decisionsMetrics: { variable: 'DECISIONS_METRICS_PORT', standard: 9102, user: 'the metrics of decisions' },
  recognitionBankMetrics: {
    variable: 'RECOGNITION_BANK_METRICS_PORT',
    standard: 9103,
    user: 'the metrics of recognition-bank',
  },
  notificationsMetrics: {
    variable: 'NOTIFICATIONS_METRICS_PORT',
    standard: 9104,
    user: 'the metrics of notifications',
  },
  studyRightsMetrics: { variable: 'STUDY_RIGHTS_METRICS_PORT', standard: 9105, user: 'the metrics of study-rights' },
  devIdp: { variable: 'DEV_IDP_PORT', standard: 8090, user: 'the development issuer' },
  maildevWeb: { variable: 'MAILDEV_WEB_PORT', standard: 1080, user: 'the mail catcher' },
  maildevSmtp: { variable: 'MAILDEV_SMTP_PORT', standard: 1025, user: 'the mail catcher (SMTP)' },
  kafka: { variable: 'KAFKA_PORT', standard: 9092, user: 'Kafka' },
  kafkaController: { variable: 'KAFKA_CONTROLLER_PORT', standard: 9093, user: 'the controller of Kafka' },
  postgres: { variable: 'POSTGRES_PORT', standard: 5433, user: 'PostgreSQL' },
} as const;

export type PortName = keyof typeof PORTS;
export type Ports = Readonly<Record<PortName, number>>;

const NAMES = Object.keys(PORTS) as PortName[];

/** The ports from the environment, else the standard ones; refuses what is not a port and what is given twice. */
export function portsFrom(env: NodeJS.ProcessEnv): Ports {
  const ports: Partial<Record<PortName, number>> = {};
  const taken = new Map<number, string>();
  for (const name of NAMES) {
    const { variable, standard } = PORTS[name];
    const given = env[variable];
    const port = given === undefined || given === '' ? standard : Number(given);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new LauncherError(`${variable} must be a port between 1 and 65535, not "${given}".`);
    }
    const other = taken.get(port);
    if (other) throw new LauncherError(`${other} and ${variable} both say port ${port}: change one of them.`);
    taken.set(port, variable);
    ports[name] = port;
  }
  return ports as Ports;
}

/** Below the ports that systems give to outgoing connections: a server that is restarted finds its port free again. */
const FIRST_FREE = 15_000;
const BLOCKS = 170;
const BLOCK_SIZE = 100;
let block: number[] = [];

/** This many ports that nobody uses at the moment, none of them given out before by this or another launcher that runs. */
export async function freePortNumbers(count: number, host = '127.0.0.1'): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    if (block.length === 0) block = await takeBlock(host);
    const port = block.shift();
    if (port !== undefined && (await portState(port, host)) === 'free') ports.push(port);
  }
  return ports;
}

/** A block of ports is taken by a process that listens on its first one, and free again when that process has gone. */
async function takeBlock(host: string): Promise<number[]> {
  for (;;) {
    const first = FIRST_FREE + BLOCK_SIZE * randomInt(BLOCKS);
    try {
      const lock = await listen(first, host);
      lock.unref();
      return Array.from({ length: BLOCK_SIZE - 1 }, (_, index) => first + 1 + index);
    } catch {
      // Taken: another one.
    }
  }
}

/** Ports that nobody uses at the moment, one by each name. */
export async function freePorts(host = '127.0.0.1'): Promise<Ports> {
  const ports = await freePortNumbers(NAMES.length, host);
  return Object.fromEntries(NAMES.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

/**
 * Checks every named port before anything is started.
 * @throws LauncherError that names each taken port and the variable to change
 */
export async function requireFreePorts(ports: Ports, names: readonly PortName[], host = '127.0.0.1'): Promise<void> {
  const problems = await Promise.all(
    names.map(async (name) => {
      const state = await portState(ports[name], host);
      return state === 'free' ? undefined : portSentence(name, ports[name], state);
    }),
  );
  const sentences = problems.filter((problem) => problem !== undefined);
  if (sentences.length > 0) throw new LauncherError(sentences.join('\n'));
}

/** The sentence about one port that can't be used. */
export function portSentence(name: PortName, port: number, state: 'taken' | 'forbidden'): string {
  const { user, variable } = PORTS[name];
  if (state === 'forbidden') {
    return `Port ${port} for ${user} may not be opened by this user: set ${variable} to a port above 1023.`;
  }
  const instead =
    name === 'kafka'
      ? ', or KAFKA_BROKERS to use a broker that already runs'
      : name === 'postgres'
        ? ', or DATABASE_URL to use a server that already runs'
        : '';
  return `Port ${port} for ${user} is already used: stop that program, or set ${variable} to another port${instead}.`;
}

async function portState(port: number, host: string): Promise<'free' | 'taken' | 'forbidden'> {
  if (await answers(port, host)) return 'taken';
  try {
    const server = await listen(port, host);
    await new Promise((resolve) => server.close(resolve));
    return 'free';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'forbidden' : 'taken';
  }
}

/** Whether something accepts connections there. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

function listen(port: number, host: string): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
