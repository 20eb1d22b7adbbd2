import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a service user is there, and when its password was changed and last used; null: before that was kept. */
export class ManagedServiceUsers1764990000000 implements MigrationInterface {
  readonly name = 'ManagedServiceUsers1764990000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE service_user ADD COLUMN created_at timestamptz, ADD COLUMN password_changed_at timestamptz,
         ADD COLUMN last_used_at timestamptz`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE service_user DROP COLUMN created_at, DROP COLUMN password_changed_at, DROP COLUMN last_used_at`,
    );
  }
}
