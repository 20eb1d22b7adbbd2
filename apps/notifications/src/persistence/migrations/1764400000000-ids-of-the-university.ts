import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ids of persons are the university's own text (`universityId` in libs/contracts), no longer UUIDs only. */
export class IdsOfTheUniversity1764400000000 implements MigrationInterface {
  readonly name = 'IdsOfTheUniversity1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE person ALTER COLUMN person_id TYPE text USING person_id::text`);
    await runner.query(
      `ALTER TABLE message ALTER COLUMN recipient_id TYPE text USING recipient_id::text, ALTER COLUMN student_id TYPE text USING student_id::text`,
    );
  }

  /** Fails, and changes nothing, once an id has been taken that is no UUID. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE person ALTER COLUMN person_id TYPE uuid USING person_id::uuid`);
    await runner.query(
      `ALTER TABLE message ALTER COLUMN recipient_id TYPE uuid USING recipient_id::uuid, ALTER COLUMN student_id TYPE uuid USING student_id::uuid`,
    );
  }
}
