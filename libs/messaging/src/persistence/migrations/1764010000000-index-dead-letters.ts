import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Index of what a consumer has dead-lettered, one row per record of the original topic. A place alone does not tell a
 * record: offsets begin anew when a topic is made again; its time (ms since the epoch) and its message id do. There are no
 * bodies here: they stay on the dead-letter topic. Letters of a key were recorded in their order, so that ids are it.
 * `waits_in_order` is true for letters that came by a failed reaction or a parked key: those of one key are settled oldest
 * first, and the key stays parked while one of them is open. `institution_oid` is null only when the message could not be
 * read far enough to know it.
 */
export class IndexDeadLetters1764010000000 implements MigrationInterface {
  readonly name = 'IndexDeadLetters1764010000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dead_letter');
  }
}

const up = [
  `CREATE TABLE dead_letter (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     consumer text NOT NULL,
     topic text NOT NULL,
     topic_partition integer NOT NULL,
     topic_offset bigint NOT NULL,
     record_time bigint NOT NULL,
     key text NOT NULL,
     message_id text,
     event_name text,
     institution_oid text,
     failure text NOT NULL,
     waits_in_order boolean NOT NULL,
     code text NOT NULL,
     detail text NOT NULL,
     attempts integer NOT NULL,
     first_failure_at timestamptz NOT NULL,
     last_failure_at timestamptz NOT NULL,
     stack_hash text,
     recorded_at timestamptz NOT NULL DEFAULT now(),
     state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
     settled_by text,
     settled_at timestamptz,
     settled_reason text,
     CONSTRAINT settled_letters_say_by_whom_and_when
       CHECK ((state = 'open') = (settled_by IS NULL) AND (state = 'open') = (settled_at IS NULL)),
     CONSTRAINT discarded_letters_say_why CHECK (state <> 'discarded' OR settled_reason IS NOT NULL)
   )`,
  `CREATE UNIQUE INDEX dead_letter_once ON dead_letter
     (consumer, topic, topic_partition, topic_offset, record_time, coalesce(message_id, ''))`,
  `CREATE INDEX dead_letter_open ON dead_letter (id) WHERE state = 'open'`,
  `CREATE INDEX dead_letter_waiting_of_key ON dead_letter (topic, key, id)
     WHERE state = 'open' AND waits_in_order`,
  `CREATE INDEX dead_letter_by_key ON dead_letter (topic, key, id)`,
];
