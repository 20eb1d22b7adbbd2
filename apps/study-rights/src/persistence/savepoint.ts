import { savepoint, type SqlRunner } from '#platform';

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
  const attempt = savepoint(sql, 'attempt');
  try {
    const result = await work();
    if (keep(result)) attempt.keep();
    else await attempt.undo();
    return result;
  } catch (thrown) {
    const error = attempt.causeOf(thrown);
    if (!isSourceConflict(error)) throw error;
    await attempt.undo();
    return onConflict();
  }
}

/** A deadlock or a serialization failure: the whole transaction is to be repeated. */
const REPEATED = new Set(['40P01', '40001']);

/**
 * Runs work that may fail by itself, for one of many: everything of it is undone, and the transaction goes on without it.
 * Events that it has appended are not undone, so it appends them last.
 * @returns null, or what the failure is called: SQLSTATE or kind of the error, never its message, which may quote values
 * @throws what concerns the whole transaction: a lost connection, a deadlock
 */
export async function failureWithin(sql: SqlRunner, work: () => Promise<void>): Promise<string | null> {
  const one = savepoint(sql, 'one');
  try {
    await work();
    await one.settled();
    one.keep();
    return null;
  } catch (thrown) {
    const { name = 'Error', code } = one.causeOf(thrown) as { name?: string; code?: unknown };
    if (typeof code === 'string' && REPEATED.has(code)) throw one.causeOf(thrown);
    await one.undo();
    return typeof code === 'string' ? code : name;
  }
}

function isSourceConflict(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, constraint, driverError } = error as { code?: unknown; constraint?: unknown; driverError?: unknown };
  return (code === UNIQUE_VIOLATION && constraint === SOURCE_INDEX) || isSourceConflict(driverError);
}
