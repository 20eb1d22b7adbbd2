import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `told_again_at`: when an invalidation was told once more to those who read the topic late. The index holds those of which
 * that is still to be done; those of the past are among them.
 */
export class InvalidationsToldAgain1764730000000 implements MigrationInterface {
  readonly name = 'InvalidationsToldAgain1764730000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE study_right ADD COLUMN told_again_at timestamptz');
    await runner.query(
      `CREATE INDEX study_right_to_tell_again ON study_right (updated_at)
       WHERE invalidated AND told_again_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX study_right_to_tell_again');
    await runner.query('ALTER TABLE study_right DROP COLUMN told_again_at');
  }
}
