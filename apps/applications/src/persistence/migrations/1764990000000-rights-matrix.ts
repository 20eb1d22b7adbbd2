import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an institution has set of its rights matrix (R14): the rows that stand now, which every command reads, and each version with its
 * reason.
 */
export class RightsMatrix1764990000000 implements MigrationInterface {
  readonly name = 'RightsMatrix1764990000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rights_matrix_version, rights_matrix`);
  }
}

const up = [
  `CREATE TABLE rights_matrix (
    institution_oid text PRIMARY KEY,
    version         integer NOT NULL,
    granted         jsonb NOT NULL
  )`,
  `CREATE TABLE rights_matrix_version (
    institution_oid text NOT NULL,
    version         integer NOT NULL,
    granted         jsonb NOT NULL,
    reason          text NOT NULL,
    changed_at      timestamptz NOT NULL,
    changed_by      text NOT NULL,
    request         text NOT NULL,
    PRIMARY KEY (institution_oid, version)
  )`,
];
