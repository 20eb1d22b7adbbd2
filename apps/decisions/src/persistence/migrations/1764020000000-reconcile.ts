import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As in the migration of this name of libs/messaging, which the services without an own part run. */
const TABLES = [
  `CREATE TABLE digest_run (
     name text PRIMARY KEY CHECK (name = 'digests'),
     last_run_at timestamptz NOT NULL,
     due boolean NOT NULL DEFAULT false
   )`,
  `INSERT INTO digest_run (name, last_run_at) VALUES ('digests', now())`,
  `CREATE TABLE drift (
     institution_oid text NOT NULL,
     copy text NOT NULL,
     id text COLLATE "C" NOT NULL,
     told_version integer,
     held_version integer,
     suspected_at timestamptz NOT NULL,
     confirmed_at timestamptz,
     PRIMARY KEY (institution_oid, copy, id),
     CHECK (told_version IS NOT NULL OR held_version IS NOT NULL)
   )`,
];

/** Reconciliation; and the round in which the content of a part was told, which may be an older one than its standing. */
export class Reconcile1764020000000 implements MigrationInterface {
  readonly name = 'Reconcile1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(`ALTER TABLE case_part ADD COLUMN content_round integer`);
    await runner.query(`UPDATE case_part SET content_round = round`);
    await runner.query(`ALTER TABLE case_part ALTER COLUMN content_round SET NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE case_part DROP COLUMN content_round`);
    await runner.query('DROP TABLE drift, digest_run');
  }
}
