import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECONCILE_TABLES_SQL } from '#messaging';

/** Reconciliation; and which version of an application others have been told of: edits of drafts and returned parts are told to nobody. */
export class Reconcile1764020000000 implements MigrationInterface {
  readonly name = 'Reconcile1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of RECONCILE_TABLES_SQL) await runner.query(statement);
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
