import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes by which cleaning up finds what is old without a search through all of a table: it runs on the relay's session,
 * which gives up a statement after some seconds. The inbox gets one that costs next to nothing per row, since its rows come
 * by day.
 */
export class FindWhatIsOld1764500000000 implements MigrationInterface {
  readonly name = 'FindWhatIsOld1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX inbox_by_day');
    await runner.query('DROP INDEX dead_letter_settled');
  }
}

const up = [
  `CREATE INDEX inbox_by_day ON inbox USING brin (received_on) WITH (autosummarize = on)`,
  `CREATE INDEX dead_letter_settled ON dead_letter (settled_at) WHERE state <> 'open'`,
];
