import { type Actor, type SqlRunner, writeAudit } from '#platform';
import type { StudyRight } from '../domain/study-right.js';

/** Who did what to a HOKS, in the transaction that does it. Details never bear values of a person's data. */
export async function auditHoks(
  sql: SqlRunner,
  done: { action: string; actor: Actor; hoksId: number; studyRight: StudyRight; at: Date; details?: object },
): Promise<void> {
  const { studyRight } = done;
  await writeAudit(sql, {
    institutionOid: studyRight.institutionOid,
    actorId: done.actor.personId,
    action: done.action,
    targetKind: 'hoks',
    targetId: String(done.hoksId),
    subjectPersonId: studyRight.learnerOid,
    details: { studyRightOid: studyRight.oid, ...done.details },
    at: done.at,
  });
}
