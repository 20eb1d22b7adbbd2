import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECONCILE_TABLES_SQL } from '#messaging';

/** Reconciliation; and the round in which the content of a part was told, which may be an older one than its standing. */
export class Reconcile1764020000000 implements MigrationInterface {
  readonly name = 'Reconcile1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of RECONCILE_TABLES_SQL) await runner.query(statement);
    await runner.query(`ALTER TABLE case_part ADD COLUMN content_round integer`);
    await runner.query(`UPDATE case_part SET content_round = round`);
    await runner.query(`ALTER TABLE case_part ALTER COLUMN content_round SET NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE case_part DROP COLUMN content_round`);
    await runner.query('DROP TABLE drift, digest_run');
  }
}
