import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Within how many whole days the handling of a new application is to begin (R69, R73). */
export class HandlingLimit1764910000000 implements MigrationInterface {
  readonly name = 'HandlingLimit1764910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE institution_setting ADD COLUMN handling_limit_days smallint CHECK (handling_limit_days BETWEEN 1 AND 365)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE institution_setting DROP COLUMN handling_limit_days`);
  }
}
