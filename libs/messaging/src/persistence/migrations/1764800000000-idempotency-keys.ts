import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The Idempotency-Keys of a service's commands. The service applications has made this table by migrations of its own. */
export class IdempotencyKeys1764800000000 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE idempotency_key (
     institution_oid text NOT NULL,
     person_id text NOT NULL,
     key text NOT NULL,
     request_hash text NOT NULL,
     answer jsonb,
     created_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, person_id, key)
   )`);
    await runner.query('CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_key');
  }
}
