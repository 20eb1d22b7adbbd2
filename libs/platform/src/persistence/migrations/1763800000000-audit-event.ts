/** What is needed of a migration's connection; this library knows no TypeORM. */
interface Runner {
  query(sql: string): Promise<unknown>;
}

/**
 * The audit log. Lines can be added, never changed or removed. The first migrations of the services made this table
 * before it was a migration of its own: their databases keep it as it is.
 */
export class AuditEvent1763800000000 {
  readonly name = 'AuditEvent1763800000000';

  async up(runner: Runner): Promise<void> {
    const [known] = (await runner.query(`SELECT to_regclass('audit_event') AS audit_event`)) as {
      audit_event: unknown;
    }[];
    if (known?.audit_event) return;
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: Runner): Promise<void> {
    await runner.query('DROP TABLE audit_event');
    await runner.query('DROP FUNCTION audit_event_is_append_only');
  }
}

const up = [
  `CREATE TABLE audit_event (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     institution_oid text NOT NULL,
     at timestamptz NOT NULL,
     actor_id text NOT NULL,
     action text NOT NULL,
     target_kind text NOT NULL,
     target_id text NOT NULL,
     subject_person_id text,
     details jsonb NOT NULL DEFAULT '{}'
   )`,
  `CREATE INDEX audit_event_by_target ON audit_event (institution_oid, target_kind, target_id, seq)`,
  `CREATE INDEX audit_event_by_subject ON audit_event (institution_oid, subject_person_id, seq)
     WHERE subject_person_id IS NOT NULL`,
  `CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$`,
  `CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
     FOR EACH ROW EXECUTE FUNCTION audit_event_is_append_only()`,
];
