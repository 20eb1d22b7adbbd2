import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rights matrices that the applications service publishes (R14), and where staff work (R15). */
export class RightsMatrix1764990000000 implements MigrationInterface {
  readonly name = 'RightsMatrix1764990000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE staff_copy DROP COLUMN programme_codes`);
    await runner.query(`DROP TABLE rights_matrix_copy`);
  }
}

const up = [
  `CREATE TABLE rights_matrix_copy (
    institution_oid text PRIMARY KEY,
    version         integer NOT NULL,
    granted         jsonb NOT NULL
  )`,
  `ALTER TABLE staff_copy ADD COLUMN programme_codes text[]`,
];
