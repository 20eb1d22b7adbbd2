import { isStalePlan } from './errors/classify.js';
import { schemaFaults } from './errors/schema-faults.js';
import { columnsOf, type Connection, Pipeline, type PreparedStatement, type Savepoint } from './pipeline.js';

/** Anything that runs SQL in a transaction: TypeORM's EntityManager, DataSource and QueryRunner fit. */
export interface SqlRunner {
  query<T = unknown>(sql: string, params?: unknown[]): Promise<T>;
  /** Of TypeORM's EntityManager in a transaction: what holds its connection. */
  readonly queryRunner?: { readonly isReleased: boolean; connect(): Promise<unknown> } | undefined;
}

/**
 * Runs an INSERT, UPDATE or DELETE in raw SQL, without RETURNING.
 * @returns how many rows it has changed
 */
export async function rowsChanged(sql: SqlRunner, statement: string, parameters: unknown[] = []): Promise<number> {
  // TypeORM gives the rows of INSERT, and rows with their number for the others.
  const answer = await sql.query<unknown[]>(`${statement} RETURNING 1`, parameters);
  return typeof answer[1] === 'number' ? answer[1] : answer.length;
}

/**
 * How often a statement has been given a new name in this process. After a migration has changed the columns that it
 * returns, a connection refuses the name under which it planned the statement before, for good; under a new name it plans
 * it anew.
 */
const renamed = new Map<string, number>();

/** The transactions that send their statements together, by what TypeORM has for their connection. */
const pipelines = new WeakMap<object, Pipeline>();

/** Begins a transaction on the connection of a TypeORM runner: `prepared` and `posted` send through it from now on. */
export function openPipeline(runner: object, connection: Connection): Pipeline {
  const pipeline: Pipeline = new Pipeline(connection, (statement, values) =>
    run((named) => pipeline.ask(named), statement, values),
  );
  pipelines.set(runner, pipeline);
  return pipeline;
}

function pipelineOf({ queryRunner }: SqlRunner): Pipeline | undefined {
  return queryRunner && pipelines.get(queryRunner);
}

/** Sets a savepoint in a unit of work. */
export function savepoint(sql: SqlRunner, name: string): Savepoint {
  const pipeline = pipelineOf(sql);
  if (!pipeline) throw new Error('A savepoint needs a unit of work');
  return pipeline.savepoint(name);
}

/**
 * Runs a statement that PostgreSQL plans once per connection and not each time: for one that comes with every request or
 * message planning costs more than running it. TypeORM has no names for statements, so this goes to the connection of the
 * transaction directly; without a transaction the statement is run like any other. Not for one whose best plan depends on
 * the values, such as a search.
 *
 * In a unit of work it is sent before this function returns, so that several can be sent together, in the order of their calls:
 * `await Promise.all([lock(sql), read(sql)])` reads under the lock.
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
  const pipeline = pipelineOf(sql);
  if (pipeline) return run((named) => pipeline.ask<T>(named), statement, values);
  const connection = (await runner.connect()) as { query(named: object): Promise<{ rows: T[] }> };
  return run((named) => connection.query(named), statement, values);
}

/**
 * `prepared`, for a change that nothing later in the work depends on: in a unit of work it is sent and not waited for. Should it
 * fail, so does the transaction.
 */
export async function posted(sql: SqlRunner, statement: PreparedStatement, values: unknown[]): Promise<void> {
  const pipeline = pipelineOf(sql);
  const answer = prepared(sql, statement, values);
  if (pipeline) return pipeline.post(answer);
  await answer;
}

/**
 * Writes rows that no prepared statement reads: in a unit of work those of one statement together, at last before COMMIT.
 * @param statement takes the columns as arrays
 */
export async function gathered(
  sql: SqlRunner,
  statement: PreparedStatement,
  rows: readonly unknown[][],
): Promise<void> {
  const pipeline = pipelineOf(sql);
  if (pipeline) return pipeline.gather(statement, rows);
  await prepared(sql, statement, columnsOf(rows));
}

async function run<T>(
  send: (named: object) => Promise<{ rows: T[] }>,
  statement: PreparedStatement,
  values: unknown[],
): Promise<T[]> {
  const times = renamed.get(statement.name) ?? 0;
  const name = times === 0 ? statement.name : `${statement.name}-${times}`;
  try {
    const { rows } = await send({ name, text: statement.text, values });
    return rows;
  } catch (error) {
    schemaFaults.note(error, statement.text);
    // Of many that fail at once only the first renames.
    if (isStalePlan(error) && (renamed.get(statement.name) ?? 0) === times) renamed.set(statement.name, times + 1);
    throw error;
  }
}
