/** Whatever runs SQL in a transaction: TypeORM's EntityManager, DataSource and QueryRunner fit. */
export interface SqlRunner {
  query<T = unknown>(sql: string, params?: unknown[]): Promise<T>;
}

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

/** Statements that make the audit table; part of every service's first migration. Lines can be added, never changed or removed. */
export const AUDIT_TABLE_SQL = `
CREATE TABLE audit_event (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  institution_oid text NOT NULL,
  at timestamptz NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  target_kind text NOT NULL,
  target_id text NOT NULL,
  subject_person_id text,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_event_by_target ON audit_event (institution_oid, target_kind, target_id, seq);
CREATE INDEX audit_event_by_subject ON audit_event (institution_oid, subject_person_id, seq) WHERE subject_person_id IS NOT NULL;
CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_is_append_only();
`;

/** Adds lines that are alike but for whom they are about, one a target, in the caller's transaction: a list was read. */
export async function writeAuditOfList(
  sql: SqlRunner,
  line: Omit<AuditLine, 'institutionOid' | 'targetId' | 'subjectPersonId'>,
  targets: readonly { readonly institutionOid: string; readonly targetId: string; readonly subjectPersonId: string }[],
): Promise<void> {
  await sql.query(
    `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, subject_person_id, details)
     SELECT target.institution_oid, $1, $2, $3, $4, target.id, target.subject, $5
     FROM unnest($6::text[], $7::text[], $8::text[]) AS target (institution_oid, id, subject)`,
    [
      line.at,
      line.actorId,
      line.action,
      line.targetKind,
      JSON.stringify(line.details ?? {}),
      targets.map(({ institutionOid }) => institutionOid),
      targets.map(({ targetId }) => targetId),
      targets.map(({ subjectPersonId }) => subjectPersonId),
    ],
  );
}

/** Adds a line to the audit log, in the caller's transaction. */
export async function writeAudit(sql: SqlRunner, line: AuditLine): Promise<void> {
  await sql.query(
    `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, subject_person_id, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      line.institutionOid,
      line.at,
      line.actorId,
      line.action,
      line.targetKind,
      line.targetId,
      line.subjectPersonId ?? null,
      JSON.stringify(line.details ?? {}),
    ],
  );
}
