import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists are filtered and sorted by: the state that follows from the parts, and since when each part waits. */
export class ColumnsOfLists1764825000000 implements MigrationInterface {
  readonly name = 'ColumnsOfLists1764825000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

/** As `deriveApplicationState` had it on this day. */
const STATE = `
  CASE WHEN n.cancelled = n.parts THEN 'CANCELLED'
       WHEN n.drafts = n.parts THEN 'DRAFT'
       WHEN n.concluded = n.parts AND application.kind = 'PRELIMINARY' AND n.approved > 0 THEN 'PRELIMINARILY_APPROVED'
       WHEN n.concluded = n.parts THEN 'HANDLED'
       WHEN n.returned > 0 THEN 'RETURNED'
       WHEN n.approved > 0 AND n.undecided > 0 THEN 'IN_PROCESS'
       WHEN n.approved > 0 AND application.kind = 'PRELIMINARY' THEN 'PRELIMINARILY_APPROVED'
       WHEN n.approved > 0 THEN 'APPROVED'
       WHEN n.rejected > 0 THEN 'REJECTED'
       WHEN n.processed > 0 THEN 'IN_PROCESS'
       ELSE 'SENT' END`;

const up = [
  // The default is for pods of the version before, which run on during a rollout: what they insert are drafts.
  `ALTER TABLE application ADD COLUMN state text NOT NULL DEFAULT 'DRAFT'`,
  `UPDATE application SET state = ${STATE}
     FROM (SELECT institution_oid, application_id, count(*) AS parts,
                  count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled,
                  count(*) FILTER (WHERE state = 'DRAFT') AS drafts,
                  count(*) FILTER (WHERE state IN ('CANCELLED', 'HANDLED')) AS concluded,
                  count(*) FILTER (WHERE state = 'RETURNED') AS returned,
                  count(*) FILTER (WHERE state = 'IN_PROCESS') AS processed,
                  count(*) FILTER (WHERE outcome = 'APPROVED') AS approved,
                  count(*) FILTER (WHERE outcome = 'REJECTED') AS rejected,
                  count(*) FILTER (WHERE outcome IS NULL AND state NOT IN ('CANCELLED', 'HANDLED')) AS undecided
             FROM application_part GROUP BY institution_oid, application_id) AS n
    WHERE n.institution_oid = application.institution_oid AND n.application_id = application.id`,
  `ALTER TABLE application_part ADD COLUMN waiting_since timestamptz`,
  // When a part was returned or approved was not kept; the newest change is the latest that it can have been.
  `UPDATE application_part p
      SET waiting_since = CASE WHEN p.state = 'DRAFT' THEN a.created_at
                               WHEN p.state = 'RETURNED' OR p.outcome IS NOT NULL THEN a.changed_at
                               ELSE a.submitted_at END
     FROM application a
    WHERE a.institution_oid = p.institution_oid AND a.id = p.application_id AND p.state NOT IN ('CANCELLED', 'HANDLED')`,
  `DROP INDEX application_by_submission`,
  `CREATE INDEX application_by_arrival ON application (institution_oid, coalesce(submitted_at, created_at), id)
     WHERE state <> 'DRAFT'`,
  `CREATE INDEX application_by_change ON application (institution_oid, changed_at, id) WHERE state <> 'DRAFT'`,
  `CREATE INDEX application_of_state ON application (institution_oid, state, coalesce(submitted_at, created_at), id)`,
  `CREATE INDEX application_of_programme ON application (institution_oid, programme_code, coalesce(submitted_at, created_at), id)`,
];

const down = [
  `DROP INDEX application_of_programme, application_of_state, application_by_change, application_by_arrival`,
  `CREATE INDEX application_by_submission ON application (institution_oid, submitted_at, id) WHERE submitted_at IS NOT NULL`,
  `ALTER TABLE application_part DROP COLUMN waiting_since`,
  `ALTER TABLE application DROP COLUMN state`,
];
