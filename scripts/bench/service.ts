import { Agent, request } from 'node:http';
import type { ServiceName } from '#contracts';
import type { DataFolder } from '../launcher/data-folder.js';
import { type ProcessPlan, SupervisedProcess } from '../launcher/processes.js';
import { Programs } from '../launcher/programs.js';
import type { Stack } from '../launcher/stack.js';
import type { Steps } from '../launcher/steps.js';
import { CONCURRENCY } from './round.js';

/** Connections of a measured service, and of what it is compared with. */
export const POOL = 10;

/** Larger than the launcher's: a service in earnest has room for its work. */
const SESSION_TIMEOUT_SECONDS = 10;

/** A built checkout whose service is measured, where it listens, and its database. */
export interface BuiltService {
  readonly service: ServiceName;
  /** Folder of the checkout. */
  readonly root: string;
  readonly httpPort: number;
  readonly metricsPort: number;
  readonly databaseUrl: string;
}

/** Where it runs. */
export interface Around {
  readonly addresses: Pick<Stack['addresses'], 'kafkaBrokers' | 'issuer' | 'gatewayUrl' | 'smtpUrl'>;
  readonly data: DataFolder;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/** A service in a process of its own, of this or of another build. */
export class BenchService {
  private readonly programs: Programs;

  /** @param settings beyond those of every service */
  constructor(
    private readonly around: Around,
    private readonly built: BuiltService,
    private readonly settings: NodeJS.ProcessEnv = {},
  ) {
    this.programs = new Programs(built.root, process.env);
  }

  get url(): string {
    return `http://127.0.0.1:${this.built.httpPort}`;
  }

  get databaseUrl(): string {
    return this.built.databaseUrl;
  }

  /** The service on the tables of one schema. It reacts to events too: of one broker never run two of them at a time. */
  async start(schema: string): Promise<SupervisedProcess> {
    return startProcess(this.around, this.inSchema(schema));
  }

  /** Makes the tables of the service in a schema of their own. */
  async migrate(schema: string): Promise<void> {
    const script = `apps/${this.built.service}/src/migrate.js`;
    await this.programs.once('The migration', script, this.inSchema(schema).env, this.around.signal);
  }

  private inSchema(schema: string): ProcessPlan {
    const { addresses } = this.around;
    const { service, httpPort, metricsPort, databaseUrl } = this.built;
    const plan = this.programs.service(service, {
      httpPort,
      metricsPort,
      databaseUrl,
      brokers: addresses.kafkaBrokers,
      sessionTimeoutSeconds: SESSION_TIMEOUT_SECONDS,
      issuer: addresses.issuer,
      publicBaseUrl: addresses.gatewayUrl,
      smtpPort: Number(new URL(addresses.smtpUrl).port),
    });
    const settings = { LOG_LEVEL: 'error', DATABASE_POOL_SIZE: String(POOL), PGOPTIONS: `-c search_path=${schema}` };
    return { ...plan, env: { ...plan.env, ...settings, ...this.settings } };
  }
}

/** Starts a program under supervision; resolves when it works. */
export async function startProcess({ data, steps }: Around, plan: ProcessPlan): Promise<SupervisedProcess> {
  const process = new SupervisedProcess(plan, { logFolder: data.file('logs'), steps, changed: () => undefined });
  await process.start();
  return process;
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });

/** Sends one request and reads the whole answer. */
export function ask(
  method: string,
  url: string,
  authorization: string,
  body?: object,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const headers = {
      ...more,
      authorization,
      ...(bytes && { 'content-type': 'application/json', 'content-length': bytes.length }),
    };
    const call = request(url, { agent, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end(bytes);
  });
}
