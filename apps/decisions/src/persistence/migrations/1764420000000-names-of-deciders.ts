import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A decision says itself who made it: the name in the copy of the staff can be removed for good (`forgotten`), the decision
 * may not lose it (Administrative Procedure Act 434/2003, section 44; Universities Act 558/2009, section 82).
 */
export class NamesOfDeciders1764420000000 implements MigrationInterface {
  readonly name = 'NamesOfDeciders1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE decision ADD COLUMN decider_name text`,
  `CREATE INDEX decision_by_decider ON decision (institution_oid, decider_id) WHERE decider_name IS NULL`,
  `ALTER TABLE staff_copy ADD COLUMN forgotten boolean NOT NULL DEFAULT false, ALTER COLUMN name DROP NOT NULL,
     ADD CONSTRAINT only_forgotten_people_have_no_name CHECK (forgotten = (name IS NULL))`,
  `CREATE INDEX staff_copy_by_key ON staff_copy (person_id)`,
];

const down = [
  `DROP INDEX staff_copy_by_key`,
  `DELETE FROM staff_copy WHERE forgotten`,
  `ALTER TABLE staff_copy DROP CONSTRAINT only_forgotten_people_have_no_name, DROP COLUMN forgotten,
     ALTER COLUMN name SET NOT NULL`,
  `DROP INDEX decision_by_decider`,
  `ALTER TABLE decision DROP COLUMN decider_name`,
];
