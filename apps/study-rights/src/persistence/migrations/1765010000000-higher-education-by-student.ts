import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Study rights of higher education are looked for by their student. */
export class HigherEducationByStudent1765010000000 implements MigrationInterface {
  readonly name = 'HigherEducationByStudent1765010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX higher_education_study_right_of_student ON higher_education_study_right (student_id)',
    );
    await runner.query('CREATE INDEX virta_study_right_of_student ON virta_study_right (student_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX virta_study_right_of_student');
    await runner.query('DROP INDEX higher_education_study_right_of_student');
  }
}
