import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What pages of the support desk show: the HOKS as it was when an override was proposed, for as long as the proposal stands;
 * names of the people who read a case or take its steps, as their access tokens had them: nobody publishes the desk's.
 */
export class DeskPages1764760000000 implements MigrationInterface {
  readonly name = 'DeskPages1764760000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE support_case ADD COLUMN hoks_at_proposal jsonb');
    await runner.query(
      `CREATE TABLE person_name (
         person_id text PRIMARY KEY,
         name text NOT NULL,
         seen_at timestamptz NOT NULL
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE person_name');
    await runner.query('ALTER TABLE support_case DROP COLUMN hoks_at_proposal');
  }
}
