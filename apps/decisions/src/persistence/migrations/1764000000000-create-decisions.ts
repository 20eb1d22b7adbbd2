import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credits stand in hundredths everywhere (integer), so that sums are exact. */
const TABLES = [
  `CREATE TABLE application_case (
     institution_oid text NOT NULL,
     application_id uuid NOT NULL,
     version integer NOT NULL,
     state text NOT NULL,
     student_id uuid NOT NULL,
     study_right_id text NOT NULL,
     programme_code text NOT NULL,
     PRIMARY KEY (institution_oid, application_id)
   )`,
  `CREATE INDEX application_case_by_student ON application_case (institution_oid, student_id)`,
  `CREATE TABLE case_part (
     institution_oid text NOT NULL,
     application_id uuid NOT NULL,
     part_id uuid NOT NULL,
     number integer NOT NULL,
     round integer NOT NULL,
     state text NOT NULL,
     outcome text,
     handler_id uuid,
     type text NOT NULL,
     bases jsonb NOT NULL,
     targets jsonb NOT NULL,
     credits_applied integer NOT NULL,
     PRIMARY KEY (institution_oid, application_id, part_id),
     FOREIGN KEY (institution_oid, application_id) REFERENCES application_case
   )`,
  `CREATE TABLE decision (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     application_id uuid NOT NULL,
     part_id uuid NOT NULL,
     round integer NOT NULL,
     state text NOT NULL CHECK (state IN ('PROPOSED', 'FINAL', 'VOID', 'RECORDED')),
     outcome text NOT NULL CHECK (outcome IN ('APPROVED', 'REJECTED')),
     granted_credits integer NOT NULL CHECK (granted_credits BETWEEN 0 AND 60000),
     grade text,
     field_of_education integer CHECK (field_of_education BETWEEN 1 AND 12),
     keywords text[] NOT NULL,
     reasons text,
     basis_name text,
     decider_id uuid NOT NULL,
     decided_at timestamptz NOT NULL,
     void_reason text,
     bank_key uuid,
     recorder_id uuid,
     recorded_at timestamptz,
     PRIMARY KEY (institution_oid, id),
     UNIQUE (institution_oid, bank_key),
     FOREIGN KEY (institution_oid, application_id) REFERENCES application_case,
     CHECK (outcome = 'APPROVED' OR (granted_credits = 0 AND reasons IS NOT NULL)),
     CHECK (state <> 'RECORDED' OR outcome = 'APPROVED'),
     CHECK ((state = 'RECORDED') = (recorded_at IS NOT NULL)),
     CHECK ((state = 'VOID') = (void_reason IS NOT NULL))
   )`,
  `CREATE UNIQUE INDEX decision_one_standing ON decision (institution_oid, application_id, part_id, round)
     WHERE state <> 'VOID'`,
  `CREATE INDEX decision_to_record ON decision (institution_oid, decided_at, id)
     WHERE state = 'FINAL' AND outcome = 'APPROVED'`,
  `CREATE TABLE attainment (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     decision_id uuid NOT NULL,
     application_id uuid NOT NULL,
     part_id uuid NOT NULL,
     student_id uuid NOT NULL,
     study_right_id text NOT NULL,
     recognition_type text NOT NULL CHECK (recognition_type IN ('SUBSTITUTION', 'INCLUSION')),
     course_code text,
     name jsonb NOT NULL,
     credits integer NOT NULL CHECK (credits BETWEEN 0 AND 60000),
     grade text,
     field_of_education integer,
     bases jsonb NOT NULL,
     original_date date NOT NULL,
     attainment_date date NOT NULL,
     recognition_date date NOT NULL,
     PRIMARY KEY (institution_oid, id),
     FOREIGN KEY (institution_oid, decision_id) REFERENCES decision,
     UNIQUE NULLS NOT DISTINCT (institution_oid, decision_id, course_code)
   )`,
  `CREATE INDEX attainment_by_student ON attainment (institution_oid, student_id, id)`,
];

/** Copies of what other systems publish: only what deciding and recording need. */
const COPIES = [
  `CREATE TABLE course_copy (
     institution_oid text NOT NULL,
     course_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     credits integer NOT NULL,
     kind text NOT NULL,
     member_course_codes text[] NOT NULL,
     PRIMARY KEY (institution_oid, course_code)
   )`,
  `CREATE TABLE programme_copy (
     institution_oid text NOT NULL,
     programme_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     PRIMARY KEY (institution_oid, programme_code)
   )`,
  `CREATE TABLE study_right_copy (
     institution_oid text NOT NULL,
     study_right_id text NOT NULL,
     version integer NOT NULL,
     start_date date,
     end_date date,
     PRIMARY KEY (institution_oid, study_right_id)
   )`,
  `CREATE TABLE staff_copy (
     institution_oid text NOT NULL,
     person_id uuid NOT NULL,
     version integer NOT NULL,
     name text NOT NULL,
     PRIMARY KEY (institution_oid, person_id)
   )`,
];

export class CreateDecisions1764000000000 implements MigrationInterface {
  readonly name = 'CreateDecisions1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...COPIES]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE attainment, decision, case_part, application_case, course_copy, programme_copy, study_right_copy,
         staff_copy`,
    );
  }
}
