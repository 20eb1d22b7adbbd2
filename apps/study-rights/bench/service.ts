import { Agent, request } from 'node:http';
import type { BenchGround } from '../../../scripts/bench/benchmark.js';
import { SupervisedProcess, type ProcessPlan } from '../../../scripts/launcher/processes.js';
import { Programs } from '../../../scripts/launcher/programs.js';
import { ROOT } from '../../../scripts/launcher/run.js';
import { query } from '../../../scripts/launcher/postgres.js';
import { CONCURRENCY, OTHER, POOL } from './schemas.js';

/** Larger than the launcher's: a service in earnest has room for its work. */
const SESSION_TIMEOUT_SECONDS = 10;

/** A built checkout whose service is measured, where it listens, and its database. */
interface Build {
  readonly root: string;
  readonly httpPort: number;
  readonly metricsPort: number;
  readonly databaseUrl: string;
}

/** The programs that are measured: the service study-rights in a process of its own, and the issuer of access tokens. */
export class BenchPrograms {
  private readonly programs: Programs;

  constructor(
    private readonly ground: BenchGround,
    private readonly build: Build,
  ) {
    this.programs = new Programs(build.root, process.env);
  }

  /** Those of this checkout. */
  static ofThisBuild(ground: BenchGround): BenchPrograms {
    const { ports, addresses } = ground;
    const listens = { httpPort: ports.studyRights, metricsPort: ports.studyRightsMetrics };
    return new BenchPrograms(ground, { ...listens, root: ROOT, databaseUrl: addresses.databaseUrls['study-rights'] });
  }

  /** Those of another checkout, with tables of their own, which are made. */
  static async ofAnotherBuild(ground: BenchGround, root: string): Promise<BenchPrograms> {
    const { ports, addresses } = ground;
    // Ports and database of a service that does not run here: relays of one database would elect one of them.
    const listens = { httpPort: ports.decisions, metricsPort: ports.decisionsMetrics };
    const databaseUrl = addresses.databaseUrls.decisions;
    await query(databaseUrl, `CREATE SCHEMA ${OTHER}`);
    const programs = new BenchPrograms(ground, { ...listens, root, databaseUrl });
    await programs.migrate(OTHER);
    return programs;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${this.build.httpPort}`;
  }

  get databaseUrl(): string {
    return this.build.databaseUrl;
  }

  /** The service on the tables of one schema. It reacts to events too: never run two of them at a time. */
  async startService(schema: string): Promise<SupervisedProcess> {
    return this.start(this.inSchema(schema));
  }

  async startIssuer(): Promise<SupervisedProcess> {
    const { ports, data, addresses } = this.ground;
    return this.start(this.programs.devIdp({ port: ports.devIdp, publicBaseUrl: addresses.gatewayUrl, data }));
  }

  /** Makes the tables of the service in a schema of their own. */
  async migrate(schema: string): Promise<void> {
    const { env } = this.inSchema(schema);
    await this.programs.once('The migration', 'apps/study-rights/src/migrate.js', env, this.ground.signal);
  }

  private inSchema(schema: string): ProcessPlan {
    const { ports, addresses } = this.ground;
    const { httpPort, metricsPort, databaseUrl } = this.build;
    const plan = this.programs.service('study-rights', {
      httpPort,
      metricsPort,
      databaseUrl,
      brokers: addresses.kafkaBrokers,
      sessionTimeoutSeconds: SESSION_TIMEOUT_SECONDS,
      issuer: addresses.issuer,
      publicBaseUrl: addresses.gatewayUrl,
      smtpPort: ports.maildevSmtp,
    });
    const settings = { LOG_LEVEL: 'error', DATABASE_POOL_SIZE: String(POOL), PGOPTIONS: `-c search_path=${schema}` };
    return { ...plan, env: { ...plan.env, ...settings } };
  }

  private async start(plan: ProcessPlan): Promise<SupervisedProcess> {
    const { data, steps } = this.ground;
    const process = new SupervisedProcess(plan, { logFolder: data.file('logs'), steps, changed: () => undefined });
    await process.start();
    return process;
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });

/** Sends one request and reads the whole answer. */
export function ask(
  method: string,
  url: string,
  authorization: string,
  body?: object,
): Promise<{ status: number; text: string }> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const headers = {
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
