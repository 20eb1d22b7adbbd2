import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two people who edit one HOKS by hand: the second one hears of the first. Goes up with each change. */
export class HoksVersion1764900000000 implements MigrationInterface {
  readonly name = 'HoksVersion1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    // No row is written again for a default that all of them have.
    await runner.query('ALTER TABLE hoks ADD COLUMN version integer NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hoks DROP COLUMN version');
  }
}
