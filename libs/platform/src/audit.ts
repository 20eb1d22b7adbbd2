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
  /** What changed and why. No free text written by people, but the reason that a reading asks for. */
  details?: object;
  at: Date;
}

const COLUMNS = 'institution_oid, at, actor_id, action, target_kind, target_id, subject_person_id, details';
const LINES = `unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[])`;

const INSERT = { name: 'audit-insert', text: `INSERT INTO audit_event (${COLUMNS}) SELECT * FROM ${LINES}` };

/** Actions that only read; the index audit_event_reads has the same words. */
const READS = '^(read|list|search)-';
const IS_READ = new RegExp(READS);

/**
 * A line of a reading stands for the ten minutes from its time: who reads the very same again meanwhile leaves no further line. A page
 * that reads again at each hint would else fill the log with what says nothing new. Each reading stays provable, because what a line
 * covers is equal in all: reader, action, target, person and details, which for a list name each thing that was on it; what is new on a
 * list is a new line. The line comes or not in the transaction of the reading, with what all replicas have committed: a reading that
 * failed covers none. Of two at the same moment each may leave its line; that is one more than needed, and true.
 *
 * A question of its own for each line, so that PostgreSQL takes the index and never joins the whole log.
 */
const INSERT_READS = {
  name: 'audit-insert-reads',
  text: `
  INSERT INTO audit_event (${COLUMNS})
  SELECT * FROM ${LINES} AS line (${COLUMNS})
   WHERE NOT coalesce((
     SELECT true FROM audit_event e
      WHERE e.institution_oid = line.institution_oid AND e.actor_id = line.actor_id AND e.action = line.action
        AND e.target_id = line.target_id AND e.at > line.at - interval '10 minutes' AND e.at <= line.at
        AND e.action ~ '${READS}' AND e.target_kind = line.target_kind
        AND e.subject_person_id IS NOT DISTINCT FROM line.subject_person_id AND e.details = line.details
      LIMIT 1), false)`,
};

/** Adds a line to the audit log, in the caller's transaction. */
export async function writeAudit(sql: SqlRunner, line: AuditLine): Promise<void> {
  await writeAudits(sql, [line]);
}

/** Adds lines to the audit log: in a unit of work one statement for all of its lines, before COMMIT. */
export async function writeAudits(sql: SqlRunner, lines: readonly AuditLine[]): Promise<void> {
  const [reads, others] = [true, false].map((wanted) => lines.filter(({ action }) => IS_READ.test(action) === wanted));
  if (others?.length) await gathered(sql, INSERT, others.map(rowOf));
  if (reads?.length) await gathered(sql, INSERT_READS, reads.map(rowOf));
}

function rowOf(line: AuditLine): unknown[] {
  return [
    line.institutionOid,
    line.at,
    line.actorId,
    line.action,
    line.targetKind,
    line.targetId,
    line.subjectPersonId ?? null,
    JSON.stringify(line.details ?? {}),
  ];
}
