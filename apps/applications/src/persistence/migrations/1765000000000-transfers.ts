import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From whom a part came to its present handler, and the parts that can be taken over (R10–R13). */
export class Transfers1765000000000 implements MigrationInterface {
  readonly name = 'Transfers1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE application_part ADD COLUMN transfer jsonb');
    await runner.query(
      `CREATE INDEX application_part_to_decide ON application_part (institution_oid, application_id, handler_id)
        WHERE state IN ('SENT', 'IN_PROCESS') AND outcome IS NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX application_part_to_decide');
    await runner.query('ALTER TABLE application_part DROP COLUMN transfer');
  }
}
