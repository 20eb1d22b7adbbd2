import type { ClientBase } from 'pg';
import type { EntityManager } from 'typeorm';

/** A statement of the hot path, with a name that no other one has. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a statement that PostgreSQL plans once per connection and not each time: for one that comes with every message
 * planning costs more than running it. TypeORM has no names for statements, so this goes to its connection directly.
 * @param sql manager of a transaction
 */
export async function prepared<T extends object>(
  sql: EntityManager,
  statement: PreparedStatement,
  values: unknown[],
): Promise<T[]> {
  const runner = sql.queryRunner;
  if (!runner || runner.isReleased) throw new Error(`${statement.name} belongs into a transaction that is open`);
  const client = (await runner.connect()) as ClientBase;
  const { rows } = await client.query<T>({ ...statement, values });
  return rows;
}
