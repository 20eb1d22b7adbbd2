import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Courses, degree programmes and people can be retired: the days from and until which they hold. A person's name can be
 * removed for good (`forgotten`); the row and its version stay, so that an older fact does not bring the name back.
 */
export class ValidityOfMasterData1764420000000 implements MigrationInterface {
  readonly name = 'ValidityOfMasterData1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE course_copy ADD COLUMN valid_from date, ADD COLUMN valid_until date`,
  `ALTER TABLE degree_programme_copy ADD COLUMN valid_from date, ADD COLUMN valid_until date`,
  `ALTER TABLE person_copy ADD COLUMN valid_from date, ADD COLUMN valid_until date,
     ADD COLUMN forgotten boolean NOT NULL DEFAULT false,
     ALTER COLUMN first_name DROP NOT NULL, ALTER COLUMN last_name DROP NOT NULL,
     ADD CONSTRAINT only_forgotten_people_have_no_name
       CHECK (forgotten = (first_name IS NULL) AND forgotten = (last_name IS NULL))`,
  `CREATE INDEX person_copy_by_key ON person_copy (person_id)`,
];

const down = [
  `DROP INDEX person_copy_by_key`,
  `DELETE FROM person_copy WHERE forgotten`,
  `ALTER TABLE person_copy DROP CONSTRAINT only_forgotten_people_have_no_name, DROP COLUMN valid_from,
     DROP COLUMN valid_until, DROP COLUMN forgotten,
     ALTER COLUMN first_name SET NOT NULL, ALTER COLUMN last_name SET NOT NULL`,
  `ALTER TABLE degree_programme_copy DROP COLUMN valid_from, DROP COLUMN valid_until`,
  `ALTER TABLE course_copy DROP COLUMN valid_from, DROP COLUMN valid_until`,
];
