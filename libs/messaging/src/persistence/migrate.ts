import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { createLogger, endSaying, Explained } from '#platform';
import type { DatabaseConfig } from '../config.js';
import { dataSourceOptions, type PersistenceParts } from './data-source.js';

/** How long a run waits for another one on the same database, ms: half of what the Job of k8s/ may take. */
const WAIT_MS = 300_000;
const ASK_AGAIN_MS = 250;

const KEY = `hashtextextended('migrations:' || current_schema(), 0)`;
const TRY_LOCK = `SELECT pg_try_advisory_lock(${KEY}) AS locked`;
const UNLOCK = `SELECT pg_advisory_unlock(${KEY})`;

/**
 * A migration may take longer than a statement of a service, but does not make the running release wait for a lock any
 * longer. A run whose machine has gone sets the lock free within a minute.
 */
const SESSION = `
  SET statement_timeout = '8min'; SET lock_timeout = '15s'; SET idle_in_transaction_session_timeout = '8min';
  SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
  SET tcp_user_timeout = '30s'`;

export interface MigrateOptions {
  readonly waitMs?: number;
  /** Called once if another run has to be waited for. */
  readonly onWait?: (waitMs: number) => void;
}

/**
 * Brings a service's database to the newest level; run before the rollout, not at start. Of several runs at the same time
 * one works and the others wait, then find nothing left to do. The lock belongs to the session that migrates: a run
 * that is killed or loses its connection sets it free, and the migration in hand is undone.
 * @returns the names of those that it ran
 * @throws Explained when another run takes longer than `waitMs`, or a migration fails: those before it stay
 */
export async function migrate(
  config: DatabaseConfig,
  parts: PersistenceParts,
  options: MigrateOptions = {},
): Promise<string[]> {
  const dataSource = await new DataSource(dataSourceOptions(config, parts)).initialize();
  try {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query(SESSION);
      await lock(runner, options);
      return await runPending(dataSource, runner);
    } finally {
      await runner.query(UNLOCK).catch(() => undefined);
      await runner.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** The program `migrate` of a service: says in the log what it did, or in one sentence why it cannot. */
export async function runMigrations(service: string, config: DatabaseConfig, parts: PersistenceParts): Promise<void> {
  const logger = createLogger(`${service}-migrate`, 'info');
  const onWait = (waitMs: number): void =>
    logger.info(`another run migrates this database; waiting for it, for ${waitMs / 1000} s at most`);
  try {
    const migrations = await migrate(config, parts, { onWait });
    logger.info({ migrations }, migrations.length > 0 ? 'the schema is now up to date' : 'the schema was up to date');
  } catch (error) {
    endSaying(`${service}-migrate`, 'cannot migrate', error);
  }
}

async function lock(runner: QueryRunner, { waitMs = WAIT_MS, onWait }: MigrateOptions): Promise<void> {
  // Asked again and again: a session that waits inside the database would hold up CREATE INDEX CONCURRENTLY for ever.
  for (const deadline = performance.now() + waitMs; ;) {
    const [row] = (await runner.query(TRY_LOCK)) as { locked: boolean }[];
    if (row?.locked) return;
    onWait?.(waitMs);
    onWait = undefined;
    if (performance.now() >= deadline) {
      throw new Explained(
        `another run has been migrating this database for more than ${waitMs / 1000} s. Nothing was changed by this ` +
          'one. Wait for the other to end, or end its session (pg_locks, locktype advisory), and start again.',
      );
    }
    await delay(ASK_AGAIN_MS);
  }
}

async function runPending(dataSource: DataSource, runner: QueryRunner): Promise<string[]> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  try {
    return (await executor.executePendingMigrations()).map(({ name }) => name);
  } catch (error) {
    const [failed] = await executor.getPendingMigrations().catch(() => []);
    // Without an answer it is not known which: what is wrong is the connection.
    if (!failed) throw error;
    throw new Explained(
      `${failed.name} failed: ${(error as Error).message}. Nothing of it was kept; those before it stay. ` +
        'Mend the cause and start again.',
      { cause: error },
    );
  }
}
