import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An earlier text of HoksFeedback1764220000000 made `hoks_feedback` refer to `hoks`: a HOKS with feedback could not be
 * deleted for good. Changes nothing in databases made by the later text.
 */
export class FeedbackOutlivesItsHoks1764400001000 implements MigrationInterface {
  readonly name = 'FeedbackOutlivesItsHoks1764400001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE hoks_feedback DROP CONSTRAINT IF EXISTS hoks_feedback_hoks_id_fkey');
  }

  /** The schema stays: it is that of the migrations before. */
  async down(): Promise<void> {}
}
