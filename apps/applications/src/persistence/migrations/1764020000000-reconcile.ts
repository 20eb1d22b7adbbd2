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

/** Reconciliation; and which version of an application others have been told of: edits of drafts and returned parts are told to nobody. */
export class Reconcile1764020000000 implements MigrationInterface {
  readonly name = 'Reconcile1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
    await runner.query(`ALTER TABLE application ADD COLUMN told_version integer NOT NULL DEFAULT 0`);
    await runner.query(
      `UPDATE application SET told_version = coalesce(
         (SELECT max((payload -> 'summary' ->> 'version')::integer) FROM outbox
           WHERE topic = 'applications.application.v1' AND aggregateid = application.id::text),
         CASE WHEN submitted_at IS NULL THEN 0 ELSE version END)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE application DROP COLUMN told_version`);
    await runner.query('DROP TABLE drift, digest_run');
  }
}
