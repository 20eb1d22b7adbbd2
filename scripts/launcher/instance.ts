import { request } from 'node:http';
import type { ServiceName } from '#contracts';
import { delay } from './failure.js';
import { type ProcessPlan, SupervisedProcess, type Surroundings } from './processes.js';

const CLIENTS_LEARN_WITHIN_MS = 50;

/** One of several processes of a service, which the fault suite starts, kills and stops at will. */
export class ServiceInstance {
  /** Clients may be sent here. */
  inRotation = false;
  /** How each process of this instance ended, with the time in ms since the epoch. */
  readonly ends: { readonly how: string; readonly at: number }[] = [];
  private process: SupervisedProcess | undefined;
  private nextEnv: NodeJS.ProcessEnv = {};

  /** @param ports HTTP and metrics */
  constructor(
    readonly service: ServiceName,
    readonly ports: { readonly http: number; readonly metrics: number },
    private readonly plan: ProcessPlan,
    private readonly around: Surroundings,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  get url(): string {
    return `http://127.0.0.1:${this.ports.http}`;
  }

  /** Process number; undefined while it does not run. */
  get pid(): number | undefined {
    return this.process?.running?.pid;
  }

  get supervised(): SupervisedProcess | undefined {
    return this.process;
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const { plan } = this;
    // Read at each spawn: what was added holds for one process, its successor starts without.
    const env = () => {
      const added = this.nextEnv;
      this.nextEnv = {};
      return { ...plan.env, ...added };
    };
    const ended = (how: string) => void this.ends.push({ how, at: Date.now() });
    this.process = new SupervisedProcess(withEnvAtSpawn(plan, env), { ...this.around, ended });
    await this.process.start();
    this.inRotation = true;
  }

  /**
   * Takes it out of rotation and, as soon as clients have learnt of it (the cluster's preStop sleep), ends it by SIGTERM for
   * good. What clients have asked by then is still on its way.
   * @returns ms from the signal until it had gone
   */
  async stop(): Promise<number> {
    this.inRotation = false;
    await delay(CLIENTS_LEARN_WITHIN_MS);
    const started = performance.now();
    await this.process?.stop();
    return performance.now() - started;
  }

  /** SIGKILL; the supervisor starts it again. */
  kill(): void {
    if (this.pid !== undefined) process.kill(this.pid, 'SIGKILL');
  }

  /** Ends it by SIGTERM; the supervisor starts its successor with these variables, and the one after that without. */
  restartOnceWith(env: NodeJS.ProcessEnv): void {
    this.nextEnv = env;
    if (this.pid !== undefined) process.kill(this.pid, 'SIGTERM');
  }

  /** A process other than the given one runs and is ready. */
  async untilReady(deadlineMs: number, otherThan?: number): Promise<void> {
    const deadline = performance.now() + deadlineMs;
    while (this.pid === undefined || this.pid === otherThan || (await statusOf(`${this.url}/health/ready`)) !== 200) {
      if (performance.now() > deadline) throw new Error(`${this.name} was not ready within ${deadlineMs / 1000} s`);
      await delay(100);
    }
  }

  /** Whether this process publishes the outbox of its service. */
  async leads(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`, {
      signal: AbortSignal.timeout(2000),
    }).catch(() => undefined);
    return /^outbox_relay_leader(?:\{[^}]*\})? 1$/m.test((await response?.text()) ?? '');
  }
}

/** A plan whose environment is asked for whenever the program is spawned. */
function withEnvAtSpawn(plan: ProcessPlan, env: () => NodeJS.ProcessEnv): ProcessPlan {
  return Object.defineProperty({ ...plan }, 'env', { get: env, enumerable: true });
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const asking = request(url, { agent: false, timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(undefined));
    asking.end();
  });
}
