import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Broken pairs are found without a look at each HOKS. `has_study_right`: the study right was seen when the HOKS was stored,
 * and study rights are never deleted. False says nothing: then it is looked for, as with every HOKS that an import brings.
 */
export class BrokenHoks1764321000000 implements MigrationInterface {
  readonly name = 'BrokenHoks1764321000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  // No row is written again for a default that all of them have.
  `ALTER TABLE hoks ADD COLUMN has_study_right boolean NOT NULL DEFAULT true`,
  `ALTER TABLE hoks ALTER COLUMN has_study_right SET DEFAULT false`,
  `UPDATE hoks h SET has_study_right = false
   WHERE NOT EXISTS (SELECT FROM study_right sr WHERE sr.oid = h.study_right_oid)`,
  `CREATE INDEX hoks_without_study_right ON hoks (id) WHERE NOT has_study_right AND deleted_at IS NULL`,
  // Some databases have it from an earlier text of SupportDesk1764210000000.
  `CREATE INDEX IF NOT EXISTS study_right_invalidated ON study_right (oid) WHERE invalidated`,
];

const down = [
  `DROP INDEX study_right_invalidated`,
  `DROP INDEX hoks_without_study_right`,
  `ALTER TABLE hoks DROP COLUMN has_study_right`,
];
