import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a part was returned, field by field (R33). */
export class ReturnedFields1765010000000 implements MigrationInterface {
  readonly name = 'ReturnedFields1765010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE application_part ADD COLUMN returned_fields jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application_part DROP COLUMN returned_fields');
  }
}
