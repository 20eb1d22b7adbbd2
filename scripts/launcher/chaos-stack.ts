import { rename, rm, writeFile } from 'node:fs/promises';
import { SERVICES, type ServiceName } from '#contracts';
import { TcpProxy } from '#testing';
import type { DataFolder } from './data-folder.js';
import { createDatabases } from './databases.js';
import { ServiceInstance } from './instance.js';
import { type BrokerListener, ownKafka } from './kafka.js';
import { freePortNumbers, freePorts, type Ports } from './ports.js';
import { embeddedPostgres, query } from './postgres.js';
import { type ProcessPlan, SupervisedProcess } from './processes.js';
import { Programs } from './programs.js';
import type { Steps } from './steps.js';

const HOST = '127.0.0.1';
/** The shortest that a broker takes by default: a killed member is soon replaced. */
const SESSION_TIMEOUT_SECONDS = 6;
/** Processes of one service at most. */
const MOST_INSTANCES = 3;
const RESTART_AFTER_MS = 300;

export interface ChaosStackOptions {
  readonly root: string;
  readonly data: DataFolder;
  readonly env: NodeJS.ProcessEnv;
  readonly steps: Steps;
  readonly signal: AbortSignal;
  /** Statements for each database, run after its migrations and before its service starts. */
  readonly instrumentation: string;
}

type ByService<T> = Readonly<Record<ServiceName, T>>;

/**
 * The five services with Kafka and PostgreSQL for the fault suite. Each service reaches the broker and its database
 * through two proxies of its own; the suite itself uses the direct addresses. No gateway: clients choose the instance.
 */
export class ChaosStack {
  /** The way of each service to the broker. */
  brokerLinks!: ByService<TcpProxy>;
  /** The way of each service to its database. */
  databaseLinks!: ByService<TcpProxy>;
  /** A way to the broker for the suite's own clients. */
  suiteLink!: TcpProxy;
  /** Database addresses past the proxies, with the rights of the service. */
  databaseUrls!: ByService<string>;
  /** The server's own address, as its administrator. */
  adminUrl!: string;
  readonly instances: ServiceInstance[] = [];
  private readonly programs: Programs;
  private readonly others = new Map<string, SupervisedProcess>();
  private readonly plans = new Map<'kafka' | 'postgres', ProcessPlan>();
  private readonly freeForInstances: number[] = [];
  private stopped: Promise<void> | undefined;

  private constructor(
    private readonly options: ChaosStackOptions,
    private readonly ports: Ports,
  ) {
    this.programs = new Programs(options.root, { ...options.env, CLOCK_SHIFT_FILE: this.clockFile });
  }

  /**
   * Starts everything with one process of each service, without demo data.
   * @throws LauncherError when something does not start; nothing is left running then
   */
  static async start(options: ChaosStackOptions): Promise<ChaosStack> {
    const stack = new ChaosStack(options, await freePorts());
    const onAbort = () => void stack.stop();
    options.signal.addEventListener('abort', onAbort, { once: true });
    try {
      await stack.startAll();
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    } finally {
      options.signal.removeEventListener('abort', onAbort);
    }
  }

  /** The broker without a proxy. */
  get brokers(): string[] {
    return [`${HOST}:${this.ports.kafka}`];
  }

  get issuer(): string {
    return `http://${HOST}:${this.ports.devIdp}`;
  }

  get maildevUrl(): string {
    return `http://${HOST}:${this.ports.maildevWeb}`;
  }

  get logFolder(): string {
    return this.options.data.file('logs');
  }

  /** The instances of a service to which clients may be sent. */
  inRotation(service: ServiceName): ServiceInstance[] {
    return this.instances.filter((instance) => instance.service === service && instance.inRotation);
  }

  /** The first instance of a service. */
  first(service: ServiceName): ServiceInstance {
    const found = this.instances.find((instance) => instance.service === service);
    if (!found) throw new Error(`no instance of ${service}`);
    return found;
  }

  /** Starts one more process of a service. */
  async startInstance(service: ServiceName): Promise<ServiceInstance> {
    const [http, metrics] = [this.freeForInstances.pop(), this.freeForInstances.pop()];
    if (http === undefined || metrics === undefined) throw new Error('no port left for another instance');
    const number = this.instances.filter((instance) => instance.service === service).length + 1;
    const plan = this.programs.service(
      service,
      {
        ...{ httpPort: http, metricsPort: metrics, sessionTimeoutSeconds: SESSION_TIMEOUT_SECONDS },
        ...{ issuer: this.issuer, publicBaseUrl: 'http://127.0.0.1:8080', smtpPort: this.ports.maildevSmtp },
        databaseUrl: through(this.databaseLinks[service], this.databaseUrls[service]),
        brokers: [`${HOST}:${this.brokerLinks[service].port}`],
      },
      number === 1 ? service : `${service}-${number}`,
    );
    const instance = new ServiceInstance(
      service,
      { http, metrics },
      { ...plan, restartAfterMs: RESTART_AFTER_MS },
      this.around(),
    );
    this.instances.push(instance);
    await instance.start();
    return instance;
  }

  /** Stops an instance for good and gives its ports back. @returns ms until it had gone */
  async stopInstance(instance: ServiceInstance): Promise<number> {
    const ms = await instance.stop();
    this.instances.splice(this.instances.indexOf(instance), 1);
    this.freeForInstances.push(instance.ports.metrics, instance.ports.http);
    return ms;
  }

  /** Stops Kafka or PostgreSQL in the ordinary way. */
  async stopServer(name: 'kafka' | 'postgres' | 'maildev'): Promise<void> {
    await this.others.get(name)?.stop();
  }

  /** Starts Kafka or PostgreSQL again, with the data they had; resolves when they take connections. */
  async startServer(name: 'kafka' | 'postgres'): Promise<void> {
    const plan = this.plans.get(name);
    if (!plan) throw new Error(`${name} was never started`);
    await this.launch(plan);
  }

  /** From now on the services' clocks are off by this many ms. */
  async shiftClocks(ms: number): Promise<void> {
    await writeFile(`${this.clockFile}.new`, String(ms));
    await rename(`${this.clockFile}.new`, this.clockFile);
  }

  /** Stops everything. */
  stop(): Promise<void> {
    this.stopped ??= this.stopInOrder();
    return this.stopped;
  }

  private get clockFile(): string {
    return this.options.data.file('clock-shift');
  }

  private async startAll(): Promise<void> {
    const { steps } = this.options;
    const numbers = await freePortNumbers(1 + SERVICES.length * (1 + 2 * MOST_INSTANCES));
    const suitePort = numbers.pop() ?? 0;
    const listenerPorts = numbers.splice(0, SERVICES.length);
    this.freeForInstances.push(...numbers);
    this.brokerLinks = await byService(async (_, index) => TcpProxy.listen(listenerPorts[index] ?? 0));
    this.databaseLinks = await byService(async () => TcpProxy.listen(this.ports.postgres));
    this.suiteLink = await TcpProxy.listen(suitePort);
    const extraListeners: BrokerListener[] = SERVICES.map((service, index) => ({
      name: service.replaceAll('-', '').toUpperCase(),
      port: listenerPorts[index] ?? 0,
      advertisedPort: this.brokerLinks[service].port,
    }));
    extraListeners.push({ name: 'SUITE', port: suitePort, advertisedPort: this.suiteLink.port });
    await this.shiftClocks(0);
    await Promise.all([
      this.startKafka(extraListeners),
      this.startDatabases(),
      this.launch(
        this.programs.devIdp({
          port: this.ports.devIdp,
          publicBaseUrl: 'http://127.0.0.1:8080',
          data: this.options.data,
        }),
      ),
      this.launch(
        this.programs.maildev({
          webPort: this.ports.maildevWeb,
          smtpPort: this.ports.maildevSmtp,
          data: this.options.data,
        }),
      ),
    ]);
    await steps.run('Five services', () => Promise.all(SERVICES.map((service) => this.startInstance(service))));
    await steps.run('Demo institutions', () =>
      this.programs.once(
        'load-demo',
        'scripts/load-demo.js',
        { KAFKA_BROKERS: this.brokers.join(','), DEMO_DATABASE_URLS: JSON.stringify(this.databaseUrls) },
        this.options.signal,
      ),
    );
  }

  private async startKafka(extraListeners: readonly BrokerListener[]): Promise<void> {
    const { root, data, steps, signal } = this.options;
    const { kafka: port, kafkaController: controllerPort } = this.ports;
    const plan = await ownKafka({
      ...{ root, dataDir: data.path, port, controllerPort, env: this.programs.env, steps, extraListeners },
    });
    this.plans.set('kafka', plan);
    await steps.run('Kafka with its topics', async () => {
      await this.launch(plan);
      const env = { KAFKA_BROKERS: this.brokers.join(',') };
      await this.programs.once('create-topics', 'apps/operator/src/main.js topics create', env, signal);
    });
  }

  private async startDatabases(): Promise<void> {
    const { data, steps, signal } = this.options;
    await steps.run('PostgreSQL with the five databases', async () => {
      // Not disposable: the server is stopped and started again, and what it confirmed has to be there.
      const { adminUrl, plan } = await embeddedPostgres(data.path, this.ports.postgres, this.programs.env, false);
      this.plans.set('postgres', plan);
      this.adminUrl = adminUrl;
      await this.launch(plan);
      this.databaseUrls = (await createDatabases(adminUrl, SERVICES, data.path)) as ByService<string>;
      const migrate = (service: ServiceName) => {
        const around = {
          ...{ httpPort: 1, metricsPort: 2, sessionTimeoutSeconds: SESSION_TIMEOUT_SECONDS, smtpPort: 25 },
          ...{ issuer: this.issuer, publicBaseUrl: 'http://127.0.0.1:8080', brokers: this.brokers },
          databaseUrl: this.databaseUrls[service],
        };
        const { env } = this.programs.service(service, around);
        return this.programs.once(`The migration of ${service}`, `apps/${service}/src/migrate.js`, env, signal);
      };
      await Promise.all(SERVICES.map(migrate));
      await Promise.all(SERVICES.map((service) => query(this.databaseUrls[service], this.options.instrumentation)));
    });
  }

  private async launch(plan: ProcessPlan): Promise<void> {
    this.options.signal.throwIfAborted();
    const supervised = new SupervisedProcess(plan, this.around());
    this.others.set(plan.name, supervised);
    await supervised.start();
  }

  private around() {
    return { logFolder: this.logFolder, steps: this.options.steps, changed: () => this.note() };
  }

  /** Notes in the data folder what runs, so that others can clean up after us. */
  private note(): void {
    const services = this.instances.map(({ name, supervised }) => ({ name, running: supervised?.running }));
    const others = ['dev-idp', 'maildev', 'kafka', 'postgres'].map((name) => ({
      name,
      running: this.others.get(name)?.running,
    }));
    this.options.data.note(
      [...services, ...others].flatMap(({ name, running }) => (running ? [{ name, ...running }] : [])),
    );
  }

  private async stopInOrder(): Promise<void> {
    const links = [...Object.values(this.brokerLinks ?? {}), ...Object.values(this.databaseLinks ?? {})];
    if (this.suiteLink) links.push(this.suiteLink);
    for (const link of links) link.set('pass');
    await Promise.all(this.instances.map((instance) => instance.stop()));
    for (const names of [['dev-idp', 'maildev'], ['kafka'], ['postgres']]) {
      await Promise.all(names.map((name) => this.others.get(name)?.stop()));
    }
    await Promise.all(links.map((link) => link.close()));
    await rm(this.clockFile, { force: true });
  }
}

/** The same database by the way through the proxy. */
function through(link: TcpProxy, databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.port = String(link.port);
  return url.href;
}

async function byService<T>(make: (service: ServiceName, index: number) => Promise<T>): Promise<ByService<T>> {
  const entries = await Promise.all(
    SERVICES.map(async (service, index) => [service, await make(service, index)] as const),
  );
  return Object.fromEntries(entries) as unknown as ByService<T>;
}
