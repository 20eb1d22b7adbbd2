import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { SERVICES, type ServiceName } from '#contracts';
import { type DataFolder, replaceFile } from './data-folder.js';
import { createDatabases, givenDatabaseUrls, requirePostgresUrl } from './databases.js';
import { sentenceOf } from './failure.js';
import { givenBrokers, ownKafka, requireBroker } from './kafka.js';
import { PORTS, requireFreePorts, type PortName, type Ports } from './ports.js';
import { embeddedPostgres } from './postgres.js';
import { SupervisedProcess, type ProcessPlan } from './processes.js';
import { Programs, serviceSettings } from './programs.js';
import { DATABASE_OWNERS, type DatabaseOwner, portPrefix, variablePrefix } from './services.js';
import { sessionKeys } from './session-keys.js';
import { writeStackFile, type StackFile } from './stack-file.js';
import { builtPages } from './web-pages.js';
import type { Steps } from './steps.js';

const HOST = '127.0.0.1';
const CLOCK_FILE = 'clock-shift';

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
  /**
   * Starts these programs anew, from what is in dist/ now: a service, the gateway or dev-idp. Resolves when they are ready.
   * @throws LauncherError when one does not start; the others do, and it can be restarted again
   */
  restart(names: readonly string[]): Promise<void>;
  /** Runs the migrations of all databases that have not been run. */
  migrate(): Promise<void>;
  /** Stops gateway, services, issuer and mail catcher, Kafka, PostgreSQL, in this order. */
  stop(): Promise<void>;
}

/** Our own programs that go on running, by name, with their entry in dist/. */
export const PROGRAMS: Readonly<Record<string, string>> = Object.fromEntries(
  [...SERVICES, 'gateway', 'dev-idp'].map((name) => [name, `apps/${name}/src/main.js`]),
);

/** The order of stopping: dependents go first. */
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
  private readonly plans = new Map<string, ProcessPlan>();
  private readonly stopping = new AbortController();
  private readonly programs: Programs;
  private databaseUrls: Partial<Record<DatabaseOwner, string>>;
  private webFolder: string | undefined;
  private stopped: Promise<void> | undefined;
  private failure: { readonly error: unknown } | undefined;

  constructor(private readonly options: StackOptions) {
    this.programs = new Programs(options.root, { ...options.env, ...movableClock(options) });
    this.databaseUrls = givenDatabaseUrls(options.env);
  }

  async start(): Promise<void> {
    const { env, ports, steps } = this.options;
    const brokers = givenBrokers(env);
    const adminUrl = env['DATABASE_URL'] && requirePostgresUrl('DATABASE_URL', env['DATABASE_URL']);
    const withoutDatabase = DATABASE_OWNERS.filter((owner) => !this.databaseUrls[owner]);
    const embedded = !adminUrl && withoutDatabase.length > 0;
    await requireFreePorts(ports, portsInUse({ ownKafka: !brokers, embedded }));
    if (brokers) await requireBroker(brokers);
    const kafkaBrokers = brokers ?? [`${HOST}:${ports.kafka}`];

    const whole = this.options.only === undefined;
    await this.together([
      () => this.startKafka(kafkaBrokers, brokers === undefined),
      () => this.startDatabases(adminUrl || undefined, withoutDatabase),
      async () => whole && steps.run(`Development issuer on ${this.url('devIdp')}`, () => this.launch(this.devIdp())),
      async () =>
        whole &&
        steps.run('Pages of apps/web', async () => void (this.webFolder = await builtPages(this.options.root))),
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
    // Last, so that a client that waits for the gateway's readiness finds the demo people and their studies there.
    await steps.run(`Gateway on ${this.url('gateway')}, everything ready`, () => this.launch(this.gateway()));
    this.stopping.signal.throwIfAborted();
  }

  pids(): Record<string, number> {
    const running = [...this.processes.values()].filter((process) => process.running);
    return Object.fromEntries(running.map((process) => [process.name, process.running?.pid ?? 0]));
  }

  async restart(names: readonly string[]): Promise<void> {
    const restarts = await Promise.allSettled(
      names.map(async (name) => {
        const plan = this.plans.get(name);
        if (!plan) throw new Error(`${name} was never started`);
        await this.processes.get(name)?.stop();
        await this.launch(plan);
      }),
    );
    const failed = restarts.find((restart) => restart.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async migrate(): Promise<void> {
    await this.once('The migration of the databases', 'scripts/migrate-databases.js', {
      MIGRATE_DATABASE_URLS: JSON.stringify(this.databaseUrls),
    });
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

  /** Runs pieces of work side by side; the first failure stops the others, and is the one that is reported. */
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
    this.plans.set(plan.name, plan);
    await process.start();
    this.stopping.signal.throwIfAborted();
  }

  /** Runs a program of ours to its end. */
  private async once(name: string, script: string, env: NodeJS.ProcessEnv): Promise<void> {
    await this.programs.once(name, script, env, this.stopping.signal);
  }

  private async startKafka(brokers: readonly string[], own: boolean): Promise<void> {
    const { root, data, ports, steps } = this.options;
    if (own) {
      const plan = await ownKafka({
        root,
        dataDir: data.path,
        port: ports.kafka,
        controllerPort: ports.kafkaController,
        env: this.programs.env,
        steps,
      });
      await steps.run(`Kafka on ${brokers.join(',')}`, () => this.launch(plan));
    }
    await steps.run('Topics as declared in libs/contracts', () =>
      this.once('create-topics', 'apps/operator/src/main.js topics create', { KAFKA_BROKERS: brokers.join(',') }),
    );
  }

  private async startDatabases(adminUrl: string | undefined, owners: readonly DatabaseOwner[]): Promise<void> {
    const { data, ports, steps, disposable } = this.options;
    if (owners.length > 0) {
      const admin = adminUrl ?? (await this.startPostgres(data.path, ports.postgres, disposable));
      await steps.run('One database and role for each service and the gateway', async () => {
        this.databaseUrls = { ...this.databaseUrls, ...(await createDatabases(admin, owners, data.path)) };
      });
    }
    await steps.run('Migrations of the databases', () => this.migrate());
  }

  private async startPostgres(dataDir: string, port: number, disposable: boolean): Promise<string> {
    return this.options.steps.run(`PostgreSQL on ${HOST}:${port}`, async () => {
      const { adminUrl, plan } = await embeddedPostgres(dataDir, port, this.programs.env, disposable);
      await this.launch(plan);
      return adminUrl;
    });
  }

  private service(service: ServiceName, brokers: readonly string[]): ProcessPlan {
    const ready = `${this.url(portPrefix(service))}/health/ready`;
    return this.programs.node(service, `apps/${service}/src/main.js`, ready, this.settingsOf(service, brokers));
  }

  /** Every setting of a service that depends on this stack. */
  private settingsOf(service: ServiceName, brokers: readonly string[]): NodeJS.ProcessEnv {
    const { ports } = this.options;
    const name = portPrefix(service);
    return serviceSettings(service, {
      httpPort: ports[name],
      metricsPort: ports[`${name}Metrics`],
      databaseUrl: this.databaseUrls[service],
      brokers,
      // One process per service: nobody takes over from a killed one but its successor, which should not wait long.
      sessionTimeoutSeconds: 10,
      issuer: this.url('devIdp'),
      publicBaseUrl: this.url('gateway'),
      smtpPort: ports.maildevSmtp,
    });
  }

  private gateway(): ProcessPlan {
    const { ports } = this.options;
    const targets = SERVICES.map(
      (service) => [`${variablePrefix(service)}_URL`, this.url(portPrefix(service))] as const,
    );
    return this.programs.node('gateway', 'apps/gateway/src/main.js', `${this.url('gateway')}/health/ready`, {
      HTTP_HOST: HOST,
      HTTP_PORT: String(ports.gateway),
      METRICS_PORT: String(ports.gatewayMetrics),
      OIDC_ISSUER: this.url('devIdp'),
      OIDC_AUDIENCE: 'hyvaksiluku',
      PUBLIC_BASE_URL: this.url('gateway'),
      DATABASE_URL: this.databaseUrls.gateway,
      SESSION_KEYS: sessionKeys(this.options.data),
      WEB_FOLDER: this.webFolder,
      ...Object.fromEntries(targets),
    });
  }

  private devIdp(): ProcessPlan {
    const { ports, data } = this.options;
    return this.programs.devIdp({ port: ports.devIdp, publicBaseUrl: this.url('gateway'), data });
  }

  private maildev(): ProcessPlan {
    const { ports, data } = this.options;
    return this.programs.maildev({ webPort: ports.maildevWeb, smtpPort: ports.maildevSmtp, data });
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
      databaseUrls: {
        ...byService((service) => this.databaseUrls[service] ?? ''),
        gateway: this.databaseUrls.gateway ?? '',
      },
      logFolder: data.file('logs'),
      clockFile: data.file(CLOCK_FILE),
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

function byService<T>(make: (service: ServiceName) => T): Record<ServiceName, T> {
  return Object.fromEntries(SERVICES.map((service) => [service, make(service)])) as Record<ServiceName, T>;
}

function portsInUse({ ownKafka: withKafka, embedded }: { ownKafka: boolean; embedded: boolean }): PortName[] {
  return (Object.keys(PORTS) as PortName[]).filter(
    (name) => (withKafka || !name.startsWith('kafka')) && (embedded || name !== 'postgres'),
  );
}

/** The clocks of all services follow one file, which is kept with the data; services in production refuse it. */
function movableClock({ data, env }: StackOptions): NodeJS.ProcessEnv {
  if (env['NODE_ENV'] === 'production') return {};
  const file = data.file(CLOCK_FILE);
  if (!existsSync(file)) replaceFile(file, '0');
  return { CLOCK_SHIFT_FILE: file };
}
