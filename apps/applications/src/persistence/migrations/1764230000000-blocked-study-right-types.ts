import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which study-right types an institution lets nobody apply with (R154), and the type in the copies. Copies made before do
 * not have it: the reconciliation finds them older than their owner's and asks for them again.
 */
export class BlockedStudyRightTypes1764230000000 implements MigrationInterface {
  readonly name = 'BlockedStudyRightTypes1764230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE study_right_copy ADD COLUMN type text');
    await runner.query(`UPDATE study_right_copy SET version = 0 WHERE kind = 'HIGHER_EDUCATION'`);
    await runner.query(
      `CREATE TABLE institution_setting (
         institution_oid text PRIMARY KEY,
         version integer NOT NULL CHECK (version >= 1),
         blocked_study_right_types text[] NOT NULL,
         changed_at timestamptz NOT NULL,
         changed_by text NOT NULL
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE institution_setting');
    await runner.query('ALTER TABLE study_right_copy DROP COLUMN type');
  }
}
