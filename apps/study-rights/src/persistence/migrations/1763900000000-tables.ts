import type { MigrationInterface, QueryRunner } from 'typeorm';

/** First tables of the service. `study_right_version` keeps a whole snapshot per version. */
export class Tables1763900000000 implements MigrationInterface {
  readonly name = 'Tables1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of dropped) await runner.query(`DROP TABLE ${table}`);
  }
}

const tables = [
  `CREATE TABLE study_right (
     oid text PRIMARY KEY,
     institution_oid text NOT NULL,
     koulutustoimija_oid text,
     learner_oid text NOT NULL,
     type text NOT NULL,
     state text NOT NULL,
     source_system text,
     source_id text,
     start_date date,
     end_date date,
     invalidated boolean NOT NULL,
     invalidation_reason text CHECK (invalidation_reason IN ('WRONG_TYPE', 'NEVER_STARTED')),
     invalidated_on date,
     version integer NOT NULL CHECK (version >= 1),
     data jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     CHECK (invalidated = (invalidation_reason IS NOT NULL AND invalidated_on IS NOT NULL))
   )`,
  // A fresh study right may bear the source id of an invalidated one.
  `CREATE UNIQUE INDEX study_right_source ON study_right (learner_oid, institution_oid, type, source_system, source_id)
     WHERE NOT invalidated`,
  `CREATE INDEX study_right_by_learner ON study_right (learner_oid, oid)`,
  `CREATE TABLE study_right_version (
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL REFERENCES study_right (oid),
     version integer NOT NULL,
     data jsonb NOT NULL,
     actor_id text NOT NULL,
     stored_at timestamptz NOT NULL,
     PRIMARY KEY (study_right_oid, version)
   )`,
  `CREATE TABLE hoks (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL REFERENCES study_right (oid),
     learner_oid text NOT NULL,
     data jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     deleted_at timestamptz,
     deleted_by text
   )`,
  // One per study right, soft-deleted ones included (eHOKS).
  `CREATE UNIQUE INDEX hoks_study_right ON hoks (study_right_oid)`,
  `CREATE TABLE invalidation_refusal (
     id uuid PRIMARY KEY,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL,
     hoks_id integer,
     reason text,
     channel text NOT NULL CHECK (channel IN ('REQUEST', 'TRANSFER')),
     key text NOT NULL,
     actor_id text NOT NULL,
     refused_at timestamptz NOT NULL
   )`,
  `CREATE INDEX invalidation_refusal_by_study_right ON invalidation_refusal (institution_oid, study_right_oid, refused_at)`,
  `CREATE TABLE higher_education_study_right (
     institution_oid text NOT NULL,
     id text NOT NULL,
     student_id text NOT NULL,
     version integer NOT NULL,
     data jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, id)
   )`,
];

const dropped = ['higher_education_study_right', 'invalidation_refusal', 'hoks', 'study_right_version', 'study_right'];
