import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECONCILE_TABLES_SQL } from '#messaging';

/** Reconciliation of copies with their owners. */
export class Reconcile1764020000000 implements MigrationInterface {
  readonly name = 'Reconcile1764020000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of RECONCILE_TABLES_SQL) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE drift, digest_run');
  }
}
