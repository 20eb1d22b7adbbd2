import pg from 'pg';
import type { LocalIssuer } from '#testing';
import { until, within } from '../../../libs/messaging/bench/measuring.js';
import type { BenchGround } from '../../../scripts/bench/benchmark.js';
import type { Infrastructure } from '../../../scripts/bench/infrastructure.js';
import { processorMs, processorMsOfTree } from '../../../scripts/bench/processor-time.js';
import { BenchService } from '../../../scripts/bench/service.js';
import { query } from '../../../scripts/launcher/postgres.js';
import type { SupervisedProcess } from '../../../scripts/launcher/processes.js';
import { COURSES, publishUniversity, STUDENTS } from './people.js';

/** Each build makes its tables by its own migrations; those of the launcher lie in the schema public. */
const SCHEMA = 'measured';
const SERVICES = ['applications', 'decisions'] as const;
type Measured = (typeof SERVICES)[number];

/** The benchmark makes more drafts than a student would. */
const SETTINGS = { applications: { DRAFTS_PER_PERSON: '1000' }, decisions: {} };

/** Decisions on which the applications service has not answered yet. */
export const PROPOSED = `SELECT count(*) AS n FROM decision WHERE state = 'PROPOSED'`;
/** Asking costs processor time too, which counts. */
const ASK_AGAIN_MS = 100;
const QUIET_WITHIN_MS = 120_000;

/** One of the builds that are compared: its two services, on a Kafka and a PostgreSQL of its own. */
export class Side {
  private constructor(
    readonly urls: Readonly<Record<Measured, string>>,
    readonly sql: Readonly<Record<Measured, pg.Pool>>,
    private readonly processes: readonly SupervisedProcess[],
    private readonly postgresPid: number,
  ) {}

  /** @param root folder of the build */
  static async start(
    { steps, signal }: BenchGround,
    { addresses, data, ports, pids }: Infrastructure,
    root: string,
    issuer: LocalIssuer,
  ): Promise<Side> {
    const around = { addresses: { ...addresses, issuer: issuer.url }, data, steps, signal };
    const built = (service: Measured) => {
      const listens = { httpPort: ports[service], metricsPort: ports[`${service}Metrics`] };
      const databaseUrl = addresses.databaseUrls[service];
      return new BenchService(around, { ...listens, service, root, databaseUrl }, SETTINGS[service]);
    };
    const services = { applications: built('applications'), decisions: built('decisions') };
    const processes: SupervisedProcess[] = [];
    try {
      for (const name of SERVICES) {
        await query(services[name].databaseUrl, `CREATE SCHEMA ${SCHEMA}`);
        await services[name].migrate(SCHEMA);
        processes.push(await services[name].start(SCHEMA));
      }
    } catch (error) {
      await Promise.all(processes.map((process) => process.stop()));
      throw error;
    }
    const pool = (name: Measured) => {
      const made = new pg.Pool({ connectionString: services[name].databaseUrl, options: `-c search_path=${SCHEMA}` });
      made.on('error', () => undefined);
      return made;
    };
    const sql = { applications: pool('applications'), decisions: pool('decisions') };
    const urls = { applications: services.applications.url, decisions: services.decisions.url };
    const side = new Side(urls, sql, processes, pids()['postgres'] ?? 0);
    await publishUniversity(addresses.kafkaBrokers);
    await until('both services know the university', () => side.knowsUniversity());
    return side;
  }

  /** Processor time that services and database have taken so far, ms. */
  processorMs(): number {
    const services = this.processes.map((process) => processorMs(process.running?.pid ?? 0));
    return services.reduce((sum, one) => sum + one, processorMsOfTree(this.postgresPid));
  }

  /** Nothing is on its way any more: each event has been published, and each application followed. */
  async untilQuiet(): Promise<void> {
    const quiet = async () => {
      if ((await this.waiting('applications')) + (await this.waiting('decisions')) > 0) return false;
      const [sent, followed] = await Promise.all([
        this.number(
          'applications',
          `SELECT coalesce(sum(told_version), 0) AS n FROM application WHERE submitted_at IS NOT NULL`,
        ),
        this.number('decisions', 'SELECT coalesce(sum(version), 0) AS n FROM application_case'),
      ]);
      return sent === followed && (await this.number('decisions', PROPOSED)) === 0;
    };
    if (!(await within(QUIET_WITHIN_MS, quiet, ASK_AGAIN_MS))) throw new Error('Something is still on its way');
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
    await Promise.all(SERVICES.map((name) => this.sql[name].end()));
  }

  async number(service: Measured, statement: string): Promise<number> {
    const { rows } = await this.sql[service].query<{ n: string }>(statement);
    return Number(rows[0]?.n);
  }

  private async waiting(service: Measured): Promise<number> {
    return this.number(service, 'SELECT count(*) AS n FROM outbox WHERE published_at IS NULL');
  }

  private async knowsUniversity(): Promise<boolean> {
    const counts = await Promise.all(
      SERVICES.map((service) =>
        this.number(
          service,
          'SELECT (SELECT count(*) FROM study_right_copy) + (SELECT count(*) FROM course_copy) AS n',
        ),
      ),
    );
    return counts.every((count) => count === STUDENTS.length + COURSES.length);
  }
}
