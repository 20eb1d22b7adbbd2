import { type SqlRunner, writeAudit } from '#platform';
import type { StoredSupportCase } from '../persistence/support-case.repository.js';

/** The audit line of reading a case, in whole or in part. */
export async function auditReadCase(
  sql: SqlRunner,
  { institutionOid, learnerOid, supportCase }: StoredSupportCase,
  by: { actorId: string; at: Date },
): Promise<void> {
  await writeAudit(sql, {
    ...{ institutionOid, actorId: by.actorId, action: 'read-support-case', at: by.at },
    ...{ targetKind: 'support-case', targetId: supportCase.id, subjectPersonId: learnerOid },
    details: { studyRightOid: supportCase.studyRightOid },
  });
}
