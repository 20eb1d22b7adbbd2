import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The text of IndexDeadLetters1764010000000 once changed after databases had been migrated with it: theirs have no
 * `record_time`, another rule of uniqueness and another order of the waiting letters. Changes nothing elsewhere.
 *
 * The time of a record dead-lettered before is not known: 0, as for a record without a time.
 */
export class DeadLettersOfAllDatabasesAlike1764400000000 implements MigrationInterface {
  readonly name = 'DeadLettersOfAllDatabasesAlike1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** The schema stays: it is that of the migrations before. */
  async down(): Promise<void> {}
}

const up = [
  `ALTER TABLE dead_letter ADD COLUMN IF NOT EXISTS record_time bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE dead_letter ALTER COLUMN record_time DROP DEFAULT`,
  `ALTER TABLE dead_letter DROP CONSTRAINT IF EXISTS dead_letter_consumer_topic_topic_partition_topic_offset_key`,
  `CREATE UNIQUE INDEX IF NOT EXISTS dead_letter_once ON dead_letter
     (consumer, topic, topic_partition, topic_offset, record_time, coalesce(message_id, ''))`,
  `DROP INDEX IF EXISTS dead_letter_waiting_of_key`,
  `CREATE INDEX dead_letter_waiting_of_key ON dead_letter (topic, key, id)
     WHERE state = 'open' AND waits_in_order`,
];
