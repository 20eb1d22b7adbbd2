import { gathered, type SqlRunner } from './sql.js';

/** One line of the audit log: who did or read what about whom, when. */
export interface AuditLine {
  institutionOid: string;
  /** Person (OID) or system that acted. */
  actorId: string;
  /** Verb-noun in lower case, such as `submit-application` or `read-application`. */
  action: string;
  /** Kind of the thing acted on, such as `application`. */
  targetKind: string;
  targetId: string;
  /** The person whose data were read or changed, if there is one. */
  subjectPersonId?: string | null;
  /** What changed and why. No free text written by people. */
  details?: object;
  at: Date;
}

const INSERT = {
  name: 'audit-insert',
  text: `
  INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, subject_person_id, details)
  SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[])`,
};

/** Adds a line to the audit log, in the caller's transaction. */
export async function writeAudit(sql: SqlRunner, line: AuditLine): Promise<void> {
  await writeAudits(sql, [line]);
}

/** Adds lines to the audit log: in a unit of work one statement for all of its lines, before COMMIT. */
export async function writeAudits(sql: SqlRunner, lines: readonly AuditLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => [
    line.institutionOid,
    line.at,
    line.actorId,
    line.action,
    line.targetKind,
    line.targetId,
    line.subjectPersonId ?? null,
    JSON.stringify(line.details ?? {}),
  ]);
  await gathered(sql, INSERT, rows);
}
