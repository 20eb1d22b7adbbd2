import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision's grade is compared with the scale of its courses. Null until the course is told again, or the copy rebuilt. */
export class GradeScales1764600000000 implements MigrationInterface {
  readonly name = 'GradeScales1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE course_copy ADD COLUMN grade_scale text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE course_copy DROP COLUMN grade_scale`);
  }
}
