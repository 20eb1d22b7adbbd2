import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys are forgotten by their age, whoever they belong to. */
export class OldIdempotencyKeys1764510000000 implements MigrationInterface {
  readonly name = 'OldIdempotencyKeys1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX idempotency_key_by_age');
  }
}
