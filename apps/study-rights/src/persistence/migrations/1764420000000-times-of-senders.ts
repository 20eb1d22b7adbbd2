import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sender's own time of the last event that was followed, by what it was about: an older one does not undo it. */
export class TimesOfSenders1764420000000 implements MigrationInterface {
  readonly name = 'TimesOfSenders1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE sender_time (
     institution_oid text NOT NULL,
     subject text NOT NULL,
     sent_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, subject)
   )`,
  `ALTER TABLE virta_study_right ADD COLUMN sent_at timestamptz`,
];

const down = [`ALTER TABLE virta_study_right DROP COLUMN sent_at`, `DROP TABLE sender_time`];
