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
  const { rows } = await connection.query({ ...statement, values });
  return rows;
}
