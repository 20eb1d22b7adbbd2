import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Higher-education study rights that came as VIRTA records; apart from the copies of what universities publish. */
export class VirtaRecords1764131000000 implements MigrationInterface {
  readonly name = 'VirtaRecords1764131000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE virta_study_right (
         institution_oid text NOT NULL,
         id text NOT NULL,
         student_id text NOT NULL,
         version integer NOT NULL CHECK (version >= 1),
         data jsonb NOT NULL,
         updated_at timestamptz NOT NULL,
         PRIMARY KEY (institution_oid, id)
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE virta_study_right');
  }
}
