import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tables of the reconciliation, for services that own what others copy or copy what others own. Two services have more in
 * their migrations of this name and make the tables there.
 *
 * `digest_run` has one row; who holds it works on the digests. `due` is set by an operator who does not want to wait.
 *
 * `drift` names rows of copies that differ from what their owner has told: suspected by one digest, confirmed by a later one.
 */
export class Reconcile1764020000000 implements MigrationInterface {
  readonly name = 'Reconcile1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE drift, digest_run');
  }
}

const up = [
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
