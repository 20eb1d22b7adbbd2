import { type Actor, type SqlRunner, writeAudit } from '#platform';
import type { Hoks } from '../domain/hoks.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';

/** The study right of a HOKS as far as the audit names it; of an unknown one what the HOKS says. */
type AuditedStudyRight = Pick<StudyRight, 'oid' | 'institutionOid' | 'learnerOid'>;

/** Who did what to a HOKS, in the transaction that does it. Details never hold values of a person's data. */
export async function auditHoks(
  sql: SqlRunner,
  done: { action: string; actor: Actor; hoksId: number; studyRight: AuditedStudyRight; at: Date; details?: object },
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

/** The study right of a HOKS that is known or not. */
export function auditedStudyRight(hoks: Hoks, studyRight: StudyRight | null): AuditedStudyRight {
  return studyRight ?? { oid: hoks.studyRightOid, institutionOid: hoks.institutionOid, learnerOid: hoks.learnerOid };
}
