import type { SqlRunner } from '#platform';
import type { StudyRight } from '../domain/study-right.js';
import type { InvalidationFacts } from '../domain/transfer.js';
import { hoksTable } from '../../hoks/persistence/hoks-table.js';
import { institutionSettingTable } from './institution-setting-table.js';

/** What the guard has to know about a study right that this transaction has locked. */
export async function invalidationFacts(
  sql: SqlRunner,
  studyRight: StudyRight,
  mayDefaultReason: boolean,
): Promise<InvalidationFacts> {
  const { institutionOid, oid } = studyRight;
  const [liveHoksId, defaultReason] = await Promise.all([
    hoksTable.liveHoksId(sql, institutionOid, oid),
    mayDefaultReason ? institutionSettingTable.defaultInvalidationReason(sql, institutionOid) : null,
  ]);
  return { liveHoksId, defaultReason };
}
