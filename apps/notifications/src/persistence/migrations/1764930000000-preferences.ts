import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person has the pages: shortcuts, and the views of lists that the person has kept. */
export class Preferences1764930000000 implements MigrationInterface {
  readonly name = 'Preferences1764930000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE preferences');
  }
}

const up = [
  `CREATE TABLE preferences (
    institution_oid text NOT NULL,
    person_id       text NOT NULL,
    shortcuts       boolean NOT NULL,
    views           jsonb NOT NULL CHECK (jsonb_typeof(views) = 'array' AND jsonb_array_length(views) <= 20),
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (institution_oid, person_id)
  )`,
  // A person is forgotten in every institution at once.
  `CREATE INDEX preferences_by_person ON preferences (person_id)`,
];
