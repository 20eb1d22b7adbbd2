import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Somebody's decisions that await confirmation, or did not come into force. */
export class UnsettledDecisions1764910000000 implements MigrationInterface {
  readonly name = 'UnsettledDecisions1764910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX decision_unsettled ON decision (institution_oid, decider_id, decided_at, id)
         WHERE state IN ('PROPOSED', 'VOID')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX decision_unsettled`);
  }
}
