import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A part as it was sent last, beside what the student is writing in it: the one is complete, the other need not be. */
export class SentContent1764860000000 implements MigrationInterface {
  readonly name = 'SentContent1764860000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application_part ADD COLUMN sent_content jsonb');
    // A reopened part was sent in its round before.
    await runner.query(`UPDATE application_part SET sent_content = content WHERE state <> 'DRAFT' OR round > 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE application_part SET content = sent_content WHERE sent_content IS NOT NULL AND state <> 'DRAFT'`,
    );
    await runner.query('ALTER TABLE application_part DROP COLUMN sent_content');
  }
}
