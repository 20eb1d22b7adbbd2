import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number of unread messages stands on every page, so it is asked for often. */
export class UnreadMessages1764825000000 implements MigrationInterface {
  readonly name = 'UnreadMessages1764825000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX message_unread ON message (institution_oid, recipient_id, delivered_at DESC, id DESC)
         WHERE channel = 'DESK' AND state = 'DELIVERED' AND read_at IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX message_unread');
  }
}
