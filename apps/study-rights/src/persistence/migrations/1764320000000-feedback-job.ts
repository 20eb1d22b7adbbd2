import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `decide_at` takes the place of `due`: the moment from which the job decides on a survey, null when nothing is left to
 * decide. It is the trigger date's beginning in Finland, earlier when something that a survey waited for has gone, later when
 * deciding has failed `attempts` times.
 *
 * `former_service_survey` lists what the take-over from herätepalvelu found there. It is known before the HOKSes are, and
 * whatever becomes of them.
 */
export class FeedbackJob1764320000000 implements MigrationInterface {
  readonly name = 'FeedbackJob1764320000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE hoks_feedback
     ADD COLUMN decide_at timestamptz,
     ADD COLUMN attempts integer NOT NULL DEFAULT 0,
     ADD COLUMN last_error text`,
  `UPDATE hoks_feedback SET decide_at = trigger_date::timestamp AT TIME ZONE 'Europe/Helsinki' WHERE due`,
  // Its index and the checks that name it go with the column.
  `ALTER TABLE hoks_feedback DROP COLUMN due`,
  `ALTER TABLE hoks_feedback
     ADD CHECK (sent_at IS NULL OR (eligible AND decide_at IS NULL)),
     ADD CHECK (attempts = 0 OR decide_at IS NOT NULL)`,
  `CREATE INDEX hoks_feedback_to_decide ON hoks_feedback (decide_at, hoks_id) WHERE decide_at IS NOT NULL`,
  `CREATE INDEX hoks_feedback_put_off ON hoks_feedback (hoks_id) WHERE attempts > 0`,
  `CREATE TABLE former_service_survey (
     study_right_oid text NOT NULL,
     survey text NOT NULL CHECK (survey IN ('aloituskysely', 'paattokysely')),
     PRIMARY KEY (study_right_oid, survey)
   )`,
  `INSERT INTO former_service_survey (study_right_oid, survey)
   SELECT h.study_right_oid, f.survey FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id WHERE f.in_former_service`,
  `ALTER TABLE hoks_feedback DROP COLUMN in_former_service`,
];

const down = [
  `ALTER TABLE hoks_feedback ADD COLUMN in_former_service boolean NOT NULL DEFAULT false`,
  `UPDATE hoks_feedback f SET in_former_service = true
   FROM hoks h JOIN former_service_survey s USING (study_right_oid) WHERE h.id = f.hoks_id AND s.survey = f.survey`,
  `DROP TABLE former_service_survey`,
  `ALTER TABLE hoks_feedback ADD COLUMN due boolean NOT NULL DEFAULT false`,
  `UPDATE hoks_feedback SET due = true WHERE decide_at IS NOT NULL AND trigger_date IS NOT NULL`,
  `ALTER TABLE hoks_feedback ALTER COLUMN due DROP DEFAULT`,
  `ALTER TABLE hoks_feedback DROP COLUMN decide_at, DROP COLUMN attempts, DROP COLUMN last_error`,
  `ALTER TABLE hoks_feedback
     ADD CHECK (NOT due OR trigger_date IS NOT NULL),
     ADD CHECK (sent_at IS NULL OR (eligible AND NOT due))`,
  `CREATE INDEX hoks_feedback_due ON hoks_feedback (trigger_date, hoks_id) WHERE due`,
];
