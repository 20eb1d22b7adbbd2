import type { Transaction } from '#messaging';
import { writeAudit } from '#platform';
import type { StoredSupportCase } from '../persistence/support-case.repository.js';

/** One line for a step of a case, and a hint for those who watch it; the words that people wrote stay in the case. */
export async function auditSupportCase(
  { sql, changed }: Transaction,
  action: string,
  { supportCase, institutionOid, learnerOid }: StoredSupportCase,
  by: { actorId: string; at: Date; details?: object },
): Promise<void> {
  const { id, studyRightOid, hoksId, state } = supportCase;
  changed(institutionOid, { kind: 'support-case', id });
  await writeAudit(sql, {
    ...{ institutionOid, actorId: by.actorId, at: by.at, action },
    ...{ targetKind: 'support-case', targetId: id, subjectPersonId: learnerOid },
    details: { studyRightOid, hoksId, state, ...by.details },
  });
}
