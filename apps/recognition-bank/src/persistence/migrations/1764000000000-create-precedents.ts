import { AUDIT_TABLE_SQL } from '#platform';
import { MESSAGING_TABLES_SQL } from '#messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PRECEDENT_SEARCH_SQL } from './precedent-search.sql.js';
import { PRECEDENT_TABLE_SQL } from './precedent-table.sql.js';

export class CreatePrecedents1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const platform = [...MESSAGING_TABLES_SQL, ...[AUDIT_TABLE_SQL].flat()];
    for (const statement of [...platform, ...PRECEDENT_SEARCH_SQL, ...PRECEDENT_TABLE_SQL]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE precedent');
  }
}
