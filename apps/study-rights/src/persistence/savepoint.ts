import type { SqlRunner } from '#platform';

const UNIQUE_VIOLATION = '23505';
/** The index that two transfers can meet in; any other violation is a bug and must not pass for a conflict. */
const SOURCE_INDEX = 'study_right_source';

/**
 * Runs work that may have to be undone while the transaction around it goes on: a refused attempt leaves its record and
 * its event, but no change.
 * @param keep whether the result stands; otherwise everything since the savepoint is undone
 * @param onConflict the result when the index of source ids says that somebody else was faster
 */
export async function withinSavepoint<T>(
  sql: SqlRunner,
  work: () => Promise<T>,
  keep: (result: T) => boolean,
  onConflict: () => T,
): Promise<T> {
  await sql.query('SAVEPOINT attempt');
  try {
    const result = await work();
    await sql.query(keep(result) ? 'RELEASE SAVEPOINT attempt' : 'ROLLBACK TO SAVEPOINT attempt');
    return result;
  } catch (error) {
    if (!isSourceConflict(error)) throw error;
    await sql.query('ROLLBACK TO SAVEPOINT attempt');
    return onConflict();
  }
}

function isSourceConflict(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, constraint, driverError } = error as { code?: unknown; constraint?: unknown; driverError?: unknown };
  return (code === UNIQUE_VIOLATION && constraint === SOURCE_INDEX) || isSourceConflict(driverError);
}
