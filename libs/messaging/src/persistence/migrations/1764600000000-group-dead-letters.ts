import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Letters of one cause form a group: the code of the failure and the first frame of our own code in its stack. The database
 * works the group out, so that letters recorded before, or by a process of the release before, have one too: that of their
 * code, without a frame.
 */
export class GroupDeadLetters1764600000000 implements MigrationInterface {
  readonly name = 'GroupDeadLetters1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dead_letter DROP COLUMN failure_group, DROP COLUMN own_frame');
  }
}

const up = [
  `ALTER TABLE dead_letter
     ADD COLUMN own_frame text,
     ADD COLUMN failure_group text NOT NULL
       GENERATED ALWAYS AS (left(md5(code || E'\\n' || coalesce(own_frame, '')), 12)) STORED`,
  `CREATE INDEX dead_letter_of_group ON dead_letter (failure_group, id)`,
];
