import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { ProblemError } from '#platform';

/**
 * PostgreSQL has rolled back what was to be committed: a statement had failed before, and its error was not passed on.
 * COMMIT then succeeds as a statement and says ROLLBACK.
 */
export class NotCommitted extends Error {
  override readonly name = 'NotCommitted';
  constructor() {
    super('An earlier statement of the transaction had failed: nothing of it was kept');
  }
}

/** The connection was lost while the transaction was at work, perhaps between two statements. Passes by itself. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  /** The class of SQLSTATEs for a lost connection. */
  readonly code = '08006';
}

/**
 * Runs `work` in one transaction. Resolves only when PostgreSQL has said that it is committed; TypeORM's own
 * `transaction` does not look at what COMMIT answers.
 * @throws NotCommitted; ConnectionLost; what `work` throws; after any of them the transaction is rolled back, except that an
 * error of the connection during COMMIT leaves open whether it was applied
 */
export async function committed<T>(dataSource: DataSource, work: (sql: EntityManager) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    const value = await work(runner.manager);
    await commit(runner);
    return value;
  } catch (error) {
    // TypeORM gives a broken connection back by itself; every later statement then fails with an error of TypeORM's own.
    if (runner.isReleased && !(error instanceof ProblemError)) {
      throw new ConnectionLost('The connection to the database was lost', { cause: error });
    }
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function commit(runner: QueryRunner): Promise<void> {
  // Asking a runner for its connection after the connection was lost would hand over a dead one.
  if (runner.isReleased) throw new ConnectionLost('The connection to the database was lost');
  const connection = (await runner.connect()) as { query(sql: string): Promise<{ command: string }> };
  const { command } = await connection.query('COMMIT');
  if (command !== 'COMMIT') throw new NotCommitted();
}
