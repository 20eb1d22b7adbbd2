import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { SERVICES, type ServiceName } from '#contracts';
import type { DataFolder } from './data-folder.js';
import { createDatabases, givenDatabaseUrls, requirePostgresUrl } from './databases.js';
import { diskFull, isDiskFull, LauncherError, sentenceOf } from './failure.js';
import { givenBrokers, ownKafka, requireBroker } from './kafka.js';
import { PORTS, requireFreePorts, type PortName, type Ports } from './ports.js';
import { embeddedPostgres } from './postgres.js';
import { answersOk, SupervisedProcess, type ProcessPlan } from './processes.js';
import { portPrefix, variablePrefix } from './services.js';
import { writeStackFile, type StackFile } from './stack-file.js';
import type { Steps } from './steps.js';

const HOST = '127.0.0.1';
const READY_WITHIN_MS = 120_000;
const execute = promisify(execFile);

export interface StackOptions {
  /** Folder of the repository. */
  readonly root: string;
  readonly data: DataFolder;
  readonly ports: Ports;
  /** Read for KAFKA_BROKERS, DATABASE_URL, <SERVICE>_DATABASE_URL; the rest is handed to the programs. */
  readonly env: NodeJS.ProcessEnv;
  readonly steps: Steps;
  /** Where the addresses of the running stack are written. */
  readonly stackFile: string;
  /** The data is thrown away afterwards, so nothing waits for the disk. */
  readonly disposable: boolean;
  /** Kafka with its topics and PostgreSQL with its databases, no programs of ours and no demo: for benchmarks. */
  readonly only?: 'infrastructure';
  /** Aborting stops the start, and everything that runs already. */
  readonly signal: AbortSignal;
}

export interface Stack {
  readonly addresses: Omit<StackFile, 'pids'>;
  /** Process number of everything that runs at the moment. */
  pids(): Record<string, number>;
  /** Stops gateway, services, issuer and mail catcher, Kafka, PostgreSQL, in this order. */
  stop(): Promise<void>;
}

/** The order of stopping: whoever depends on others goes first. */
const STOP_ORDER: readonly (readonly string[])[] = [
  ['gateway'],
  SERVICES,
  ['dev-idp', 'maildev'],
  ['kafka'],
  ['postgres'],
];

/**
 * Starts the whole system and loads the demo institution. Resolves when the gateway says that everything is ready;
 * from then on what dies is started again until `stop` is called.
 * @throws LauncherError when something is missing or dies while starting; nothing is left running then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stack = new StackRun(options);
  const onAbort = () => void stack.stop();
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await stack.start();
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}

class StackRun implements Stack {
  addresses!: Omit<StackFile, 'pids'>;
  private readonly processes = new Map<string, SupervisedProcess>();
  private readonly stopping = new AbortController();
  private readonly childEnv: NodeJS.ProcessEnv;
  private databaseUrls: Partial<Record<ServiceName, string>>;
  private stopped: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly options: StackOptions) {
    this.childEnv = environmentForPrograms(options.env, options.root);
    this.databaseUrls = givenDatabaseUrls(options.env);
  }

  async start(): Promise<void> {
    const { env, ports, steps } = this.options;
    const brokers = givenBrokers(env);
    const adminUrl = env['DATABASE_URL'] && requirePostgresUrl('DATABASE_URL', env['DATABASE_URL']);
    const servicesWithoutDatabase = SERVICES.filter((service) => !this.databaseUrls[service]);
    const embedded = !adminUrl && servicesWithoutDatabase.length > 0;
    await requireFreePorts(ports, portsInUse({ ownKafka: !brokers, embedded }));
    if (brokers) await requireBroker(brokers);
    const kafkaBrokers = brokers ?? [`${HOST}:${ports.kafka}`];

    const whole = this.options.only === undefined;
    await this.together([
      () => this.startKafka(kafkaBrokers, brokers === undefined),
      () => this.startDatabases(adminUrl || undefined, servicesWithoutDatabase, kafkaBrokers),
      async () => whole && steps.run(`Development issuer on ${this.url('devIdp')}`, () => this.launch(this.devIdp())),
      async () => whole && steps.run(`Mail catcher on ${this.url('maildevWeb')}`, () => this.launch(this.maildev())),
    ]);
    this.addresses = this.allAddresses(kafkaBrokers);
    if (whole) await this.startPrograms(kafkaBrokers);
    this.changed();
  }

  private async startPrograms(kafkaBrokers: readonly string[]): Promise<void> {
    const { steps } = this.options;
    await this.together(
      SERVICES.map((service) => () => {
        const title = `Service ${service} on ${this.url(portPrefix(service))}`;
        return steps.run(title, () => this.launch(this.service(service, kafkaBrokers)));
      }),
    );
    await steps.run('Demo institutions taken in from their systems', () =>
      this.once('load-demo', 'scripts/load-demo.js', {
        KAFKA_BROKERS: kafkaBrokers.join(','),
        DEMO_STAMP_FILE: this.options.data.file('demo-loaded.json'),
        DEMO_DATABASE_URLS: JSON.stringify(this.addresses.databaseUrls),
      }).catch((error: unknown) => {
        // The system itself runs, and is wanted all the more for finding out why.
        if (this.stopping.signal.aborted) throw error;
        steps.note(sentenceOf(error));
      }),
    );
    // Last, so that whoever waits for the gateway's readiness finds the demo people and their studies there.
    await steps.run(`Gateway on ${this.url('gateway')}, everything ready`, () => this.launch(this.gateway()));
    this.stopping.signal.throwIfAborted();
  }

  pids(): Record<string, number> {
    const running = [...this.processes.values()].filter((process) => process.running);
    return Object.fromEntries(running.map((process) => [process.name, process.running?.pid ?? 0]));
  }

  stop(): Promise<void> {
    this.stopped ??= this.stopInOrder();
    return this.stopped;
  }

  private async stopInOrder(): Promise<void> {
    this.stopping.abort();
    for (const names of STOP_ORDER) {
      await Promise.all(names.map((name) => this.processes.get(name)?.stop()));
    }
    await rm(this.options.stackFile, { force: true });
  }

  /** Runs pieces of work side by side; the first failure stops the others, and is the one that is told. */
  private async together(work: readonly (() => Promise<unknown>)[]): Promise<void> {
    await Promise.all(
      work.map((piece) =>
        piece().catch((error: unknown) => {
          // What fails after this only follows from the stop.
          if (!this.stopping.signal.aborted) this.failure = { error };
          void this.stop();
        }),
      ),
    );
    if (this.failure) throw this.failure.error;
    this.stopping.signal.throwIfAborted();
  }

  private async launch(plan: ProcessPlan): Promise<void> {
    this.stopping.signal.throwIfAborted();
    const process = new SupervisedProcess(plan, {
      logFolder: this.options.data.file('logs'),
      steps: this.options.steps,
      changed: () => this.changed(),
    });
    this.processes.set(plan.name, process);
    await process.start();
    this.stopping.signal.throwIfAborted();
  }

  /** Runs a program of ours to its end. */
  private async once(name: string, script: string, env: NodeJS.ProcessEnv): Promise<void> {
    this.stopping.signal.throwIfAborted();
    const { root } = this.options;
    try {
      await execute(process.execPath, [...NODE_FLAGS, path.join(root, 'dist', script)], {
        cwd: root,
        env: { NODE_ENV: 'development', ...this.childEnv, ...env },
        signal: this.stopping.signal,
        maxBuffer: 16 * 1024 * 1024,
      });
    } catch (error) {
      this.stopping.signal.throwIfAborted();
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      const said = `${stdout}\n${stderr}`.trim();
      if (isDiskFull(said)) throw diskFull();
      const lines = said.split('\n').slice(-12).join('\n').replace(/^/gm, '    ');
      throw new LauncherError(`${name} failed; it last said:\n${lines}`);
    }
  }

  private async startKafka(brokers: readonly string[], own: boolean): Promise<void> {
    const { root, data, ports, steps } = this.options;
    if (own) {
      const plan = await ownKafka({
        root,
        dataDir: data.path,
        port: ports.kafka,
        controllerPort: ports.kafkaController,
        env: this.childEnv,
        steps,
      });
      await steps.run(`Kafka on ${brokers.join(',')}`, () => this.launch(plan));
    }
    await steps.run('Topics as declared in libs/contracts', () =>
      this.once('create-topics', 'scripts/create-topics.js', { KAFKA_BROKERS: brokers.join(',') }),
    );
  }

  private async startDatabases(
    adminUrl: string | undefined,
    services: readonly ServiceName[],
    brokers: readonly string[],
  ): Promise<void> {
    const { data, ports, steps, disposable } = this.options;
    if (services.length > 0) {
      const admin = adminUrl ?? (await this.startPostgres(data.path, ports.postgres, disposable));
      await steps.run('One database and role per service', async () => {
        this.databaseUrls = { ...this.databaseUrls, ...(await createDatabases(admin, services, data.path)) };
      });
    }
    await steps.run('Migrations of the five databases', () =>
      this.together(
        SERVICES.map((service) => () => {
          // A migration reads the service's whole config, and may find any of it missing.
          const settings = this.settingsOf(service, brokers);
          return this.once(`The migration of ${service}`, `apps/${service}/src/migrate.js`, settings);
        }),
      ),
    );
  }

  private async startPostgres(dataDir: string, port: number, disposable: boolean): Promise<string> {
    return this.options.steps.run(`PostgreSQL on ${HOST}:${port}`, async () => {
      const { adminUrl, plan } = await embeddedPostgres(dataDir, port, this.childEnv, disposable);
      await this.launch(plan);
      return adminUrl;
    });
  }

  private service(service: ServiceName, brokers: readonly string[]): ProcessPlan {
    const ready = `${this.url(portPrefix(service))}/health/ready`;
    return this.nodeProgram(service, `apps/${service}/src/main.js`, ready, this.settingsOf(service, brokers));
  }

  /** Every setting of a service that depends on this stack. */
  private settingsOf(service: ServiceName, brokers: readonly string[]): NodeJS.ProcessEnv {
    const { ports } = this.options;
    const name = portPrefix(service);
    return {
      HTTP_HOST: HOST,
      HTTP_PORT: String(ports[name]),
      METRICS_PORT: String(ports[`${name}Metrics`]),
      DATABASE_URL: this.databaseUrls[service],
      KAFKA_BROKERS: brokers.join(','),
      // One process per service: nobody takes over from a killed one but its successor, which should not wait long.
      KAFKA_SESSION_TIMEOUT_SECONDS: '10',
      OIDC_ISSUER: this.url('devIdp'),
      OIDC_AUDIENCE: 'hyvaksiluku',
      PUBLIC_BASE_URL: this.url('gateway'),
      ...(service === 'notifications' && {
        SMTP_URL: `smtp://${HOST}:${ports.maildevSmtp}`,
        MAIL_FROM: 'Hyväksiluku <noreply@hyvaksiluku.example>',
      }),
    };
  }

  private gateway(): ProcessPlan {
    const { ports } = this.options;
    const targets = SERVICES.map(
      (service) => [`${variablePrefix(service)}_URL`, this.url(portPrefix(service))] as const,
    );
    return this.nodeProgram('gateway', 'apps/gateway/src/main.js', `${this.url('gateway')}/health/ready`, {
      HTTP_HOST: HOST,
      HTTP_PORT: String(ports.gateway),
      METRICS_PORT: String(ports.gatewayMetrics),
      OIDC_ISSUER: this.url('devIdp'),
      OIDC_AUDIENCE: 'hyvaksiluku',
      PUBLIC_BASE_URL: this.url('gateway'),
      ...Object.fromEntries(targets),
    });
  }

  private devIdp(): ProcessPlan {
    const issuer = this.url('devIdp');
    return this.nodeProgram('dev-idp', 'apps/dev-idp/src/main.js', `${issuer}/.well-known/openid-configuration`, {
      HTTP_HOST: HOST,
      HTTP_PORT: String(this.options.ports.devIdp),
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: 'hyvaksiluku',
      PUBLIC_BASE_URL: this.url('gateway'),
      DATA_DIR: this.options.data.file('dev-idp'),
    });
  }

  private maildev(): ProcessPlan {
    const { root, ports, data } = this.options;
    const addresses = ['--ip', HOST, '--web-ip', HOST];
    return {
      ...this.nodeProgram('maildev', '', `${this.url('maildevWeb')}/api/healthz`, {}),
      args: [
        '--max-old-space-size=96',
        path.join(root, 'node_modules', 'maildev', 'dist', 'bin', 'maildev.js'),
        ...['--smtp', String(ports.maildevSmtp), '--web', String(ports.maildevWeb)],
        // By default every mail catcher of the machine writes into one folder below /tmp.
        ...[...addresses, '--max-emails', '2000', '--mail-directory', data.file('mail')],
      ],
    };
  }

  private nodeProgram(name: string, script: string, readyUrl: string, env: NodeJS.ProcessEnv): ProcessPlan {
    const { root } = this.options;
    return {
      name,
      command: process.execPath,
      args: [...NODE_FLAGS, path.join(root, 'dist', script)],
      env: { NODE_ENV: 'development', LOG_LEVEL: 'info', ...this.childEnv, ...env },
      cwd: root,
      ready: () => answersOk(readyUrl),
      readyWithinMs: READY_WITHIN_MS,
      whyNotReady: () => answerText(readyUrl),
      stopSignal: 'SIGTERM',
      stopWithinMs: 30_000,
    };
  }

  private allAddresses(kafkaBrokers: readonly string[]): Omit<StackFile, 'pids'> {
    const { ports, data } = this.options;
    return {
      gatewayUrl: this.url('gateway'),
      issuer: this.url('devIdp'),
      kafkaBrokers,
      maildevUrl: this.url('maildevWeb'),
      smtpUrl: `smtp://${HOST}:${ports.maildevSmtp}`,
      serviceUrls: byService((service) => this.url(portPrefix(service))),
      metricsUrls: {
        gateway: `${this.url('gatewayMetrics')}/metrics`,
        ...byService((service) => `${this.url(`${portPrefix(service)}Metrics`)}/metrics`),
      },
      databaseUrls: byService((service) => this.databaseUrls[service] ?? ''),
      logFolder: data.file('logs'),
    };
  }

  private url(port: PortName): string {
    return `http://${HOST}:${this.options.ports[port]}`;
  }

  /** Keeps the lock file (for cleaning up after us) and the stack file (for tests) true. */
  private changed(): void {
    const running = STOP_ORDER.flat().flatMap((name) => {
      const identity = this.processes.get(name)?.running;
      return identity ? [{ name, ...identity }] : [];
    });
    this.options.data.note(running);
    if (this.addresses && !this.stopping.signal.aborted) {
      writeStackFile(this.options.stackFile, { ...this.addresses, pids: this.pids() });
    }
  }
}

/** Small heaps: the whole stack is to fit beside an editor and a browser. */
const NODE_FLAGS = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', '--max-old-space-size=192'];

function byService<T>(make: (service: ServiceName) => T): Record<ServiceName, T> {
  return Object.fromEntries(SERVICES.map((service) => [service, make(service)])) as Record<ServiceName, T>;
}

function portsInUse({ ownKafka: withKafka, embedded }: { ownKafka: boolean; embedded: boolean }): PortName[] {
  return (Object.keys(PORTS) as PortName[]).filter(
    (name) => (withKafka || !name.startsWith('kafka')) && (embedded || name !== 'postgres'),
  );
}

/** The environment of the programs: ours, without what is addressed to the launcher or to npm. */
function environmentForPrograms(env: NodeJS.ProcessEnv, root: string): NodeJS.ProcessEnv {
  const forLauncher =
    /^(npm_|INIT_CWD$|HTTP_|METRICS_PORT$|DATA_DIR$|STACK_FILE$|KAFKA_|POSTGRES_|PG|DEMO_)|_PORT$|DATABASE_URL$/;
  const kept = Object.entries(env).filter(([name]) => !forLauncher.test(name));
  // Compiled code is kept between starts; it makes a start on two cores seconds shorter.
  return { ...Object.fromEntries(kept), NODE_COMPILE_CACHE: path.join(root, '.cache', 'node') };
}

async function answerText(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  return `${response.status} ${(await response.text()).slice(0, 1000)}`;
}
