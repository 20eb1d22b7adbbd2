import type { SqlRunner } from '#platform';
import type { Hoks } from '../domain/hoks.js';
import type { Reach, StudyRight } from '../../study-rights/domain/study-right.js';
import { hoksTable } from '../persistence/hoks-table.js';
import { studyRightTable } from '../../study-rights/persistence/study-right-table.js';

/**
 * A HOKS and its study right, invalidated or not, both locked; a HOKS of the past may have an unknown one (null). The lock of
 * the study right is the one that invalidation takes too, so what is read here stays true until the end of the transaction
 * (R160).
 */
export async function lockHoks(
  sql: SqlRunner,
  reach: Reach,
  id: number,
): Promise<{ hoks: Hoks | null; studyRight: StudyRight | null }> {
  const found = await hoksTable.find(sql, reach, id);
  const studyRight = found && (await studyRightTable.forUpdate(sql, reach, found.studyRightOid));
  // Read again under the lock: another transaction may have come first.
  return { hoks: found && (await hoksTable.findForUpdate(sql, reach, id)), studyRight };
}
