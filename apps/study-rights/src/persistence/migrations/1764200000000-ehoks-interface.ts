import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the interface in eHOKS's words needs: the external id, manual entry, time of change, and what was erased. */
export class EhoksInterface1764200000000 implements MigrationInterface {
  readonly name = 'EhoksInterface1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE hoks
     ADD COLUMN eid uuid NOT NULL DEFAULT gen_random_uuid(),
     ADD COLUMN manual_entry boolean NOT NULL DEFAULT false,
     ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`,
  `UPDATE hoks SET updated_at = coalesce(deleted_at, created_at)`,
  `CREATE INDEX hoks_by_learner ON hoks (learner_oid, id)`,
  // The last content of what was deleted for good; no door reads it.
  `CREATE TABLE erased_hoks (
     id integer PRIMARY KEY,
     eid uuid NOT NULL,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL,
     learner_oid text NOT NULL,
     data jsonb NOT NULL,
     manual_entry boolean NOT NULL,
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     deleted_at timestamptz,
     deleted_by text,
     erased_at timestamptz NOT NULL,
     erased_by text NOT NULL
   )`,
];

const down = [
  `DROP TABLE erased_hoks`,
  `DROP INDEX hoks_by_learner`,
  `ALTER TABLE hoks DROP COLUMN eid, DROP COLUMN manual_entry, DROP COLUMN updated_at`,
];
