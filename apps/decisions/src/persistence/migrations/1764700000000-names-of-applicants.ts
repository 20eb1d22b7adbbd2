import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes public of an application is compared with the name of its student; what an officer let stand is kept (R85). */
export class NamesOfApplicants1764700000000 implements MigrationInterface {
  readonly name = 'NamesOfApplicants1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE student_copy (
    institution_oid text NOT NULL,
    person_id       text NOT NULL,
    version         bigint NOT NULL,
    name            text,
    forgotten       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (institution_oid, person_id),
    CONSTRAINT only_forgotten_students_have_no_name CHECK (forgotten = (name IS NULL))
  )`,
  `CREATE INDEX student_copy_by_key ON student_copy (person_id)`,
  `ALTER TABLE decision ADD COLUMN agreed_public_text text`,
];

const down = [`ALTER TABLE decision DROP COLUMN agreed_public_text`, `DROP TABLE student_copy`];
