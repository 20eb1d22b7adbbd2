import { finnishDay } from '#kernel';
import type { Transaction } from '#messaging';
import { higherEducationStored } from '../../virta/published-events.js';
import { studyRightRestated, studyRightStored } from '../../study-rights/published-events.js';
import { higherEducationTable } from '../../virta/persistence/higher-education-table.js';
import { virtaTable } from '../../virta/persistence/virta-table.js';
import { studyRightTable } from '../../study-rights/persistence/study-right-table.js';

/**
 * Tells study rights again as they stand, for copies that have lost their way. What the institution does not have (any more)
 * is passed over.
 */
export async function restateStudyRights(
  tx: Transaction,
  institutionOid: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  for (const id of [...ids].sort()) {
    const koski = await studyRightTable.anyForUpdate(tx.sql, institutionOid, id);
    if (koski !== null) await tx.append(studyRightRestated(studyRightStored(koski), koski.invalidation !== null));
    const university =
      (await higherEducationTable.findForUpdate(tx.sql, institutionOid, id)) ??
      (await virtaTable.findForUpdate(tx.sql, institutionOid, id));
    if (university !== null) {
      await tx.append(studyRightRestated(higherEducationStored(university, finnishDay(at)), false));
    }
  }
}
