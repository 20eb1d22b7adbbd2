import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { type Connection, openPipeline, type Pipeline, ProblemError } from '#platform';

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
 * `transaction` does not look at what COMMIT answers, and waits for each statement.
 * @throws NotCommitted; ConnectionLost; what `work` throws; the first failure of what it posted. After any of them the
 * transaction is rolled back, except that an error of the connection during COMMIT leaves open whether it was applied
 */
export async function committed<T>(dataSource: DataSource, work: (sql: EntityManager) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    const pipeline = openPipeline(runner, (await runner.connect()) as Connection);
    try {
      sendThrough(pipeline, runner);
      const value = await work(runner.manager);
      // TypeORM gives a broken connection back by itself.
      if (runner.isReleased) throw new Error('The connection went between two statements');
      if (!(await pipeline.commit())) throw new NotCommitted();
      return value;
    } catch (error) {
      if (runner.isReleased && !(error instanceof ProblemError)) {
        throw new ConnectionLost('The connection to the database was lost', { cause: error });
      }
      await pipeline.rollback().catch(() => undefined);
      throw pipeline.causeOf(error);
    }
  } finally {
    await runner.release();
  }
}

/** TypeORM's own statements belong to the transaction too, and it begins none of its own. */
function sendThrough(pipeline: Pipeline, runner: QueryRunner): void {
  const query = runner.query.bind(runner) as (...statement: unknown[]) => Promise<unknown>;
  Object.assign(runner, {
    isTransactionActive: true,
    query: (...statement: unknown[]) => {
      pipeline.sendWhatComesBefore();
      return query(...statement);
    },
  });
}
