import type { SqlRunner } from '#platform';
import type { InvalidationReason, StudyRight } from '../domain/study-right.js';
import type { InvalidationFacts } from '../domain/transfer.js';
import { hoksTable } from './hoks-table.js';
import { institutionSettingTable } from './institution-setting-table.js';

/** What the guard has to know about a study right that this transaction has locked. */
export async function invalidationFacts(
  sql: SqlRunner,
  studyRight: StudyRight,
  mayDefaultReason: boolean,
): Promise<InvalidationFacts> {
  const { institutionOid, oid } = studyRight;
  const defaultReason: InvalidationReason | null = mayDefaultReason
    ? await institutionSettingTable.defaultInvalidationReason(sql, institutionOid)
    : null;
  return { liveHoksId: await hoksTable.liveHoksId(sql, institutionOid, oid), defaultReason };
}
