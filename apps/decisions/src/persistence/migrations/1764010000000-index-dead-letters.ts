import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DEAD_LETTER_TABLES_SQL } from '#messaging';

/** The index of dead letters, so that operators can list, replay and discard them. */
export class IndexDeadLetters1764010000000 implements MigrationInterface {
  readonly name = 'IndexDeadLetters1764010000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of DEAD_LETTER_TABLES_SQL) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter');
  }
}
