import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource } from 'typeorm';
import type { ServiceName } from '#contracts';
import { Explained, isUnavailable, missingInSchema, ReadinessCheck, schemaFaults } from '#platform';
import { PLAN } from './data-source.js';

const ASK_AGAIN_MS = 1000;
/** Longest list of names in a sentence. */
const MOST_NAMES = 5;

export interface SchemaGateOptions {
  readonly service: ServiceName;
  readonly dataSource: DataSource;
  readonly log: { info(line: object): void; warn(line: object): void };
  readonly observer: SchemaObserver;
}

/** What operators see of it; see libs/messaging/src/metrics.ts. */
export interface SchemaObserver {
  waiting(isWaiting: boolean): void;
}

/**
 * Nothing is begun before the schema that the code knows is there: each migration in the code has been run. It asks until
 * that is so and then opens for good, so that a service that was started first goes on by itself. A database with more
 * migrations than the code knows is fine: old processes run on during a rollout. It does not open either while the database's
 * default isolation level is not READ COMMITTED: what locks, waits and reads again counts on seeing what was committed
 * meanwhile. Each sentence names the command that mends it.
 *
 * As a readiness check it also reports when the schema lacks something later on: the statements that failed for that
 * reason are planned anew, without being run, until they can be.
 */
export class SchemaGate extends ReadinessCheck {
  readonly name = 'schema';
  private readonly known: readonly string[];
  private readonly openings: (() => void)[] = [];
  /** The probe that finds the schema there must not lend its trace to all that begins then. */
  private readonly outsideOfRequests = AsyncLocalStorage.snapshot();
  private opened = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private said = '';

  constructor(private readonly options: SchemaGateOptions) {
    super();
    const names = options.dataSource.migrations.map((migration) => migration.name ?? migration.constructor.name);
    // In the order in which they are run: a name ends with its time.
    this.known = names.toSorted((a, b) => Number(a.slice(-13)) - Number(b.slice(-13)));
  }

  /** Asks until it opens or is stopped. */
  start(): void {
    void this.ask();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  get isOpen(): boolean {
    return this.opened;
  }

  /** Runs something when the gate opens, or at once when it is open; never when the service is stopped before. */
  whenOpen(begin: () => void): void {
    if (this.opened) begin();
    else this.openings.push(begin);
  }

  /** Resolves when the gate opens. */
  async untilOpen(): Promise<void> {
    return new Promise((resolve) => this.whenOpen(resolve));
  }

  /** @throws Explained naming what the schema lacks; what the driver throws while the database is away */
  async check(): Promise<void> {
    try {
      await this.look();
      this.options.observer.waiting(false);
      this.open();
    } catch (error) {
      if (error instanceof Explained) this.options.observer.waiting(true);
      throw error;
    }
  }

  private async ask(): Promise<void> {
    try {
      await this.check();
    } catch (error) {
      if (this.stopped) return;
      this.say(
        error instanceof Explained ? error.message : 'the database does not answer; its schema is not known yet',
      );
      this.timer = setTimeout(() => void this.ask(), ASK_AGAIN_MS);
    }
  }

  private open(): void {
    if (this.opened || this.stopped) return;
    this.opened = true;
    clearTimeout(this.timer);
    if (this.said !== '') this.options.log.info({ msg: 'the schema is there, the service begins its work' });
    this.outsideOfRequests(() => this.openings.splice(0).forEach((begin) => begin()));
  }

  /** Once, not each second. */
  private say(sentence: string): void {
    if (sentence === this.said) return;
    this.said = sentence;
    this.options.log.warn({ msg: `the service waits for its schema: ${sentence}` });
  }

  private async look(): Promise<void> {
    if (!this.opened) await this.lookAtIsolation();
    const run = await this.migrationsRun();
    const missing = this.known.filter((name) => !run.has(name));
    if (missing.length > 0) {
      const names = missing.slice(0, MOST_NAMES).join(', ') + (missing.length > MOST_NAMES ? ', …' : '');
      throw new Explained(
        `${missing.length === 1 ? 'a migration has' : `${missing.length} migrations have`} not been run: ${names}. ` +
          `Run node dist/apps/${this.options.service}/src/migrate.js of this release; the service goes on by itself.`,
      );
    }
    for (const [statement, said] of schemaFaults.open) await this.lookAgain(statement, said);
  }

  /** Transactions name their level (docs/adr/0038); a statement by itself, and the relay's session, take the default. */
  private async lookAtIsolation(): Promise<void> {
    const [row] = await this.options.dataSource.query<{ level: string; database: string }[]>(
      `SELECT current_setting('default_transaction_isolation') AS level, quote_ident(current_database()) AS database`,
    );
    if (!row || row.level === 'read committed') return;
    throw new Explained(
      `the default isolation level is ${row.level}, and has to be read committed. Run ALTER DATABASE ${row.database} SET ` +
        `default_transaction_isolation TO 'read committed' (a setting of the role goes before: ALTER ROLE … RESET ` +
        'default_transaction_isolation) and start the service again.',
    );
  }

  private async migrationsRun(): Promise<ReadonlySet<string>> {
    const { dataSource } = this.options;
    const [there] = await dataSource.query<{ there: boolean }[]>(
      `SELECT to_regclass('migrations') IS NOT NULL AS there`,
    );
    if (!there?.there) return new Set();
    const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations');
    return new Set(rows.map(({ name }) => name));
  }

  /** Whether a statement that failed can be planned now; what cannot be planned for another reason says nothing. */
  private async lookAgain(statement: string, said: string): Promise<void> {
    try {
      await this.options.dataSource.query(PLAN + statement);
    } catch (error) {
      if (missingInSchema(error) !== undefined) {
        throw new Explained(
          `the database lacks what a statement names (${said}), although all migrations have been run. Messages wait, ` +
            'nothing is lost. Put it back; the service goes on by itself.',
        );
      }
      if (isUnavailable(error)) throw error;
    }
    schemaFaults.settle(statement);
  }
}
