import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the mode with a Koski above remembers between asking and storing. */
export class UpstreamKoski1764130000000 implements MigrationInterface {
  readonly name = 'UpstreamKoski1764130000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE koski_sighting (
         study_right_oid text PRIMARY KEY REFERENCES study_right (oid),
         institution_oid text NOT NULL,
         seen_at timestamptz NOT NULL
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE koski_sighting');
  }
}
