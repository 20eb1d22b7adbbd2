import { MESSAGING_TABLES_SQL } from '#messaging';
import { AUDIT_TABLE_SQL } from '#platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MESSAGE_TABLES_SQL } from './message-tables.sql.js';

export class CreateMessages1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...MESSAGING_TABLES_SQL, AUDIT_TABLE_SQL, ...MESSAGE_TABLES_SQL]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message, person, institution');
  }
}
