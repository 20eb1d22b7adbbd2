import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: readonly string[] = [
  `CREATE TABLE application (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('RECOGNITION', 'PRELIMINARY')),
     version integer NOT NULL CHECK (version > 0),
     student_id uuid NOT NULL,
     study_right_id text NOT NULL,
     programme_code text NOT NULL,
     handler_id uuid,
     continued_from_id uuid,
     created_at timestamptz NOT NULL,
     submitted_at timestamptz,
     changed_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, id)
   )`,
  `CREATE INDEX application_of_student ON application (institution_oid, student_id, created_at, id)`,
  `CREATE INDEX application_by_submission ON application (institution_oid, submitted_at, id) WHERE submitted_at IS NOT NULL`,

  // The checks say once more, where no code can forget it, what a credit may never come from.
  `CREATE TABLE application_part (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     application_id uuid NOT NULL,
     number smallint NOT NULL CHECK (number BETWEEN 1 AND 50),
     round integer NOT NULL CHECK (round > 0),
     state text NOT NULL CHECK (state IN ('DRAFT', 'SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED', 'HANDLED')),
     outcome text CHECK (outcome IN ('APPROVED', 'REJECTED')),
     decision_id uuid,
     handler_id uuid,
     content jsonb NOT NULL,
     return_reason_codes text[] NOT NULL,
     return_message text,
     continued_in_id uuid,
     PRIMARY KEY (institution_oid, id),
     UNIQUE (institution_oid, application_id, number),
     FOREIGN KEY (institution_oid, application_id) REFERENCES application (institution_oid, id),
     CONSTRAINT only_open_or_handled_parts_have_an_outcome CHECK (outcome IS NULL OR state IN ('IN_PROCESS', 'HANDLED')),
     CONSTRAINT an_outcome_comes_from_a_decision CHECK ((outcome IS NULL) = (decision_id IS NULL))
   )`,
  `CREATE INDEX application_part_of_handler ON application_part (institution_oid, handler_id, state, application_id)
     WHERE handler_id IS NOT NULL`,
  `CREATE UNIQUE INDEX one_part_per_decision ON application_part (institution_oid, decision_id)
     WHERE decision_id IS NOT NULL`,

  `CREATE TABLE idempotency_key (
     institution_oid text NOT NULL,
     person_id uuid NOT NULL,
     key text NOT NULL,
     request_hash text NOT NULL,
     answer jsonb,
     created_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, person_id, key)
   )`,

  `CREATE TABLE person_copy (
     institution_oid text NOT NULL,
     person_id uuid NOT NULL,
     version integer NOT NULL,
     first_name text NOT NULL,
     last_name text NOT NULL,
     roles text[] NOT NULL,
     PRIMARY KEY (institution_oid, person_id)
   )`,
  `CREATE TABLE degree_programme_copy (
     institution_oid text NOT NULL,
     programme_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     PRIMARY KEY (institution_oid, programme_code)
   )`,
  `CREATE TABLE course_copy (
     institution_oid text NOT NULL,
     course_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     credits numeric(5, 2) NOT NULL,
     kind text NOT NULL CHECK (kind IN ('COURSE', 'MODULE')),
     PRIMARY KEY (institution_oid, course_code)
   )`,
  `CREATE TABLE study_right_copy (
     institution_oid text NOT NULL,
     study_right_id text NOT NULL,
     version integer NOT NULL,
     learner_id text NOT NULL,
     kind text NOT NULL,
     programme_code text,
     live boolean NOT NULL,
     invalidated boolean NOT NULL DEFAULT false,
     start_date date,
     end_date date,
     PRIMARY KEY (institution_oid, study_right_id)
   )`,
];

/** First level of the applications database: the aggregate and the copies of others' facts. */
export class CreateApplications1764000000000 implements MigrationInterface {
  readonly name = 'CreateApplications1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE study_right_copy, course_copy, degree_programme_copy, person_copy, idempotency_key, application_part,
         application`,
    );
  }
}
