import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which request a person made the newest version: the same one, sent again, is no conflict. */
export class LastRequest1764810000000 implements MigrationInterface {
  readonly name = 'LastRequest1764810000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application ADD COLUMN last_request text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application DROP COLUMN last_request');
  }
}
