import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The trace a message comes from: what is told of it later, when it is sent, belongs to it. Null of messages from before. */
export class TracesOfMessages1764720000000 implements MigrationInterface {
  readonly name = 'TracesOfMessages1764720000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE message ADD COLUMN trace jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE message DROP COLUMN trace`);
  }
}
