import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The days from and until which a person is at the institution. Name and address can be removed for good (`forgotten`); the
 * row and its version stay, so that an older fact does not bring them back.
 */
export class PeopleWhoLeft1764420000000 implements MigrationInterface {
  readonly name = 'PeopleWhoLeft1764420000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE person ADD COLUMN valid_from date, ADD COLUMN valid_until date,
     ADD COLUMN forgotten boolean NOT NULL DEFAULT false,
     ALTER COLUMN first_name DROP NOT NULL, ALTER COLUMN last_name DROP NOT NULL,
     ADD CONSTRAINT only_forgotten_people_have_no_name
       CHECK (forgotten = (first_name IS NULL) AND forgotten = (last_name IS NULL)),
     ADD CONSTRAINT forgotten_people_have_no_address CHECK (NOT forgotten OR email IS NULL)`,
  `CREATE INDEX person_by_key ON person (person_id)`,
];

const down = [
  `DROP INDEX person_by_key`,
  `DELETE FROM person WHERE forgotten`,
  `ALTER TABLE person DROP CONSTRAINT forgotten_people_have_no_address, DROP CONSTRAINT only_forgotten_people_have_no_name,
     DROP COLUMN valid_from, DROP COLUMN valid_until, DROP COLUMN forgotten,
     ALTER COLUMN first_name SET NOT NULL, ALTER COLUMN last_name SET NOT NULL`,
];
