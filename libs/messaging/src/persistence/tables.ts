/**
 * Tables of the messaging guarantees, created by the first migration of every service.
 *
 * `outbox` carries the columns of Debezium's outbox router (id, aggregatetype, aggregateid, type, payload), so that
 * Debezium could replace the relay without a migration. `seq` is taken before commit and therefore never used as
 * "last seen": a row waits while `published_at` is null.
 *
 * `inbox` remembers what a consumer has had its effect from; the day is enough for cleaning up.
 *
 * `parked_key` names keys whose events go to the dead-letter topic until somebody has replayed or discarded them.
 */
export const MESSAGING_TABLES_SQL: readonly string[] = [
  `CREATE TABLE outbox (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id uuid NOT NULL,
     aggregatetype text NOT NULL,
     aggregateid text NOT NULL,
     type text NOT NULL,
     payload jsonb NOT NULL,
     topic text NOT NULL,
     headers jsonb NOT NULL,
     institution_oid text NOT NULL,
     occurred_at timestamptz NOT NULL,
     published_at timestamptz,
     attempts integer NOT NULL DEFAULT 0,
     set_aside_reason text
   )`,
  `CREATE INDEX outbox_waiting ON outbox (seq) WHERE published_at IS NULL`,
  `CREATE INDEX outbox_set_aside ON outbox (topic, aggregateid) WHERE set_aside_reason IS NOT NULL`,
  `ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05)`,
  `CREATE TABLE inbox (
     consumer text NOT NULL,
     message_id text NOT NULL,
     institution_oid text NOT NULL,
     received_on date NOT NULL DEFAULT current_date,
     PRIMARY KEY (consumer, message_id)
   )`,
  `CREATE TABLE parked_key (
     consumer text NOT NULL,
     topic text NOT NULL,
     key text NOT NULL,
     reason text NOT NULL,
     parked_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer, topic, key)
   )`,
];

/**
 * Index of what a consumer has dead-lettered, one row per record of the original topic. A place alone does not tell a
 * record: offsets begin anew when a topic is made again; its time (ms since the epoch) and its message id do. There are no
 * bodies here: they stay on the dead-letter topic. Letters of a key were recorded in their order, so that ids are it. `waits_in_order` is true for letters that came by a failed reaction or a parked key: those of one
 * key are settled oldest first, and the key stays parked while one of them is open. `institution_oid` is null only when
 * the message could not be read far enough to know it.
 */
export const DEAD_LETTER_TABLES_SQL: readonly string[] = [
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
