import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How rare a state is in one institution: by the whole table alone the planner walks past thousands of applications to find a few. */
export class StatesInInstitutions1765030000000 implements MigrationInterface {
  readonly name = 'StatesInInstitutions1765030000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE STATISTICS application_state_in_institution (mcv) ON institution_oid, state FROM application',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP STATISTICS application_state_in_institution');
  }
}
