import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Guidance (R150), enrolments, study plans and units of a university, and what it may say of courses and students besides. A column of
 * this is null in rows from before, and empty where the university sends nothing.
 */
export class MoreOfTheUniversity1764991000000 implements MigrationInterface {
  readonly name = 'MoreOfTheUniversity1764991000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE organisation_copy, study_plan_copy, enrolment_copy, guidance_copy`);
    await runner.query(`ALTER TABLE person_copy DROP COLUMN identifiers`);
    await runner.query(`ALTER TABLE course_copy DROP COLUMN described`);
  }
}

const up = [
  `ALTER TABLE course_copy ADD COLUMN described jsonb`,
  `ALTER TABLE person_copy ADD COLUMN identifiers jsonb`,
  `CREATE TABLE guidance_copy (
    institution_oid text NOT NULL,
    guidance_id     text NOT NULL,
    version         integer NOT NULL,
    counsellor_id   text NOT NULL,
    student_id      text NOT NULL,
    valid_from      date,
    valid_until     date,
    PRIMARY KEY (institution_oid, guidance_id)
  )`,
  `CREATE INDEX guidance_copy_by_counsellor ON guidance_copy (institution_oid, counsellor_id, student_id)`,
  `CREATE TABLE enrolment_copy (
    institution_oid text NOT NULL,
    person_id       text NOT NULL,
    term            text NOT NULL,
    version         integer NOT NULL,
    status          text NOT NULL,
    role            text,
    PRIMARY KEY (institution_oid, person_id, term)
  )`,
  `CREATE TABLE study_plan_copy (
    institution_oid text NOT NULL,
    study_plan_id   text NOT NULL,
    version         integer NOT NULL,
    student_id      text NOT NULL,
    study_right_id  text,
    studies         jsonb NOT NULL,
    PRIMARY KEY (institution_oid, study_plan_id)
  )`,
  `CREATE INDEX study_plan_copy_of_student ON study_plan_copy (institution_oid, student_id)`,
  `CREATE TABLE organisation_copy (
    institution_oid   text NOT NULL,
    organisation_code text NOT NULL,
    version           integer NOT NULL,
    name              jsonb NOT NULL,
    parent_code       text,
    valid_from        date,
    valid_until       date,
    PRIMARY KEY (institution_oid, organisation_code)
  )`,
];
