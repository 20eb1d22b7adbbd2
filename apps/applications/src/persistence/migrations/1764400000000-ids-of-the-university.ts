import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ids of persons are the university's own text (`universityId` in libs/contracts), no longer UUIDs only. */
export class IdsOfTheUniversity1764400000000 implements MigrationInterface {
  readonly name = 'IdsOfTheUniversity1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE application ALTER COLUMN student_id TYPE text USING student_id::text, ALTER COLUMN handler_id TYPE text USING handler_id::text`,
    );
    await runner.query(`ALTER TABLE application_part ALTER COLUMN handler_id TYPE text USING handler_id::text`);
    await runner.query(`ALTER TABLE idempotency_key ALTER COLUMN person_id TYPE text USING person_id::text`);
    await runner.query(`ALTER TABLE person_copy ALTER COLUMN person_id TYPE text USING person_id::text`);
  }

  /** Fails, and changes nothing, once an id has been taken that is no UUID. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE application ALTER COLUMN student_id TYPE uuid USING student_id::uuid, ALTER COLUMN handler_id TYPE uuid USING handler_id::uuid`,
    );
    await runner.query(`ALTER TABLE application_part ALTER COLUMN handler_id TYPE uuid USING handler_id::uuid`);
    await runner.query(`ALTER TABLE idempotency_key ALTER COLUMN person_id TYPE uuid USING person_id::uuid`);
    await runner.query(`ALTER TABLE person_copy ALTER COLUMN person_id TYPE uuid USING person_id::uuid`);
  }
}
