import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A student finds their study rights and a handler by the copies. In which programmes somebody handles is null in rows from before:
 * the same version, received again (`npm run rebuild -- applications persons`), fills it in.
 */
export class SearchInCopies1764861000000 implements MigrationInterface {
  readonly name = 'SearchInCopies1764861000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE person_copy ADD COLUMN programme_codes text[]');
    await runner.query(
      'CREATE INDEX study_right_copy_of_learner ON study_right_copy (institution_oid, learner_id, study_right_id)',
    );
    await runner.query(
      `CREATE INDEX person_copy_handlers ON person_copy (institution_oid, last_name, first_name, person_id)
         WHERE 'HANDLER' = ANY (roles) AND NOT forgotten`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX person_copy_handlers');
    await runner.query('DROP INDEX study_right_copy_of_learner');
    await runner.query('ALTER TABLE person_copy DROP COLUMN programme_codes');
  }
}
