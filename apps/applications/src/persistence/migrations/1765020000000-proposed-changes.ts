import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What handlers propose to be applied for instead (R109), and for how many days a student can accept it. */
export class ProposedChanges1765020000000 implements MigrationInterface {
  readonly name = 'ProposedChanges1765020000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application_part ADD COLUMN proposed_change jsonb');
    await runner.query(
      `ALTER TABLE institution_setting ADD COLUMN change_proposal_days smallint NOT NULL DEFAULT 14
         CHECK (change_proposal_days BETWEEN 1 AND 90)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE institution_setting DROP COLUMN change_proposal_days');
    await runner.query('ALTER TABLE application_part DROP COLUMN proposed_change');
  }
}
