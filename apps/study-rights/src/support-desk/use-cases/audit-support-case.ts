import type { Transaction } from '#messaging';
import { writeAudit } from '#platform';
import type { StoredSupportCase } from '../persistence/support-case.repository.js';

/** One line for a step of a case; the words that people wrote stay in the case. */
export async function auditSupportCase(
  { sql }: Transaction,
  action: string,
  { supportCase, institutionOid, learnerOid }: Omit<StoredSupportCase, 'seq'>,
  by: { actorId: string; at: Date; details?: object },
): Promise<void> {
  const { id, studyRightOid, hoksId, state } = supportCase;
  await writeAudit(sql, {
    ...{ institutionOid, actorId: by.actorId, at: by.at, action },
    ...{ targetKind: 'support-case', targetId: id, subjectPersonId: learnerOid },
    details: { studyRightOid, hoksId, state, ...by.details },
  });
}
