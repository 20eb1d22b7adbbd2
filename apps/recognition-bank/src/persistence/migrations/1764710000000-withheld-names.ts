import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which entries lack a text that told of a person, and by which scan each was looked through: older ones by none (R85). */
export class WithheldNames1764710000000 implements MigrationInterface {
  readonly name = 'WithheldNames1764710000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE precedent
    ADD COLUMN withheld boolean NOT NULL DEFAULT false,
    ADD COLUMN scanned smallint NOT NULL DEFAULT 0`,
  `CREATE INDEX precedent_by_scan ON precedent (scanned)`,
  `CREATE INDEX precedent_withheld ON precedent (id) WHERE withheld`,
];

const down = [`ALTER TABLE precedent DROP COLUMN scanned, DROP COLUMN withheld`];
