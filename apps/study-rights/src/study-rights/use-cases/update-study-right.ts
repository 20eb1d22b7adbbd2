import type { SqlRunner } from '#platform';
import type { Hoks } from '../../hoks/domain/hoks.js';
import type { StudyRight } from '../domain/study-right.js';
import { hoksTable } from '../../hoks/persistence/hoks-table.js';
import { studyRightTable } from '../persistence/study-right-table.js';

/** Stores the next version of a locked study right. @returns its HOKS, on whose feedback `redecideFeedback` is to be called */
export async function updateStudyRight(
  sql: SqlRunner,
  before: StudyRight,
  after: StudyRight,
  by: { actorId: string; at: Date },
): Promise<Hoks | null> {
  const [hoks] = await Promise.all([
    hoksTable.ofStudyRight(sql, null, after.oid),
    studyRightTable.update(sql, before, after, by),
  ]);
  return hoks;
}
