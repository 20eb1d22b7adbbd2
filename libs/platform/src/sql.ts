import { isStalePlan } from './errors/classify.js';
import { schemaFaults } from './errors/schema-faults.js';

/** Whatever runs SQL in a transaction: TypeORM's EntityManager, DataSource and QueryRunner fit. */
export interface SqlRunner {
  query<T = unknown>(sql: string, params?: unknown[]): Promise<T>;
  /** Of TypeORM's EntityManager in a transaction: what holds its connection. */
  readonly queryRunner?: { readonly isReleased: boolean; connect(): Promise<unknown> } | undefined;
}

/** A statement of the hot path, with a name that no other one has. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

/** What is needed of a connection of pg. */
interface Connection<T> {
  query(statement: PreparedStatement & { readonly values: unknown[] }): Promise<{ rows: T[] }>;
}

/**
 * How often a statement has been given a new name in this process. After a migration has changed the columns that it
 * returns, a connection refuses the name under which it planned the statement before, for good; under a new name it plans
 * it anew.
 */
const renamed = new Map<string, number>();

/**
 * Runs a statement that PostgreSQL plans once per connection and not each time: for one that comes with every request or
 * message planning costs more than running it. TypeORM has no names for statements, so this goes to the connection of the
 * transaction directly; without a transaction the statement is run like any other. Not for one whose best plan depends on
 * the values, such as a search.
 * @returns the rows; of a statement that changes something, those that it names in RETURNING
 */
export async function prepared<T extends object>(
  sql: SqlRunner,
  statement: PreparedStatement,
  values: unknown[],
): Promise<T[]> {
  const runner = sql.queryRunner;
  if (!runner) return sql.query<T[]>(statement.text, values);
  if (runner.isReleased) throw new Error(`${statement.name} comes after the end of its transaction`);
  const connection = (await runner.connect()) as Connection<T>;
  const times = renamed.get(statement.name) ?? 0;
  const name = times === 0 ? statement.name : `${statement.name}-${times}`;
  try {
    const { rows } = await connection.query({ name, text: statement.text, values });
    return rows;
  } catch (error) {
    schemaFaults.note(error, statement.text);
    // Of many that fail at once only the first renames.
    if (isStalePlan(error) && (renamed.get(statement.name) ?? 0) === times) renamed.set(statement.name, times + 1);
    throw error;
  }
}
