import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tables of the messaging guarantees. The first migrations of the services made them before they were a migration of
 * their own: their databases keep them as they are.
 *
 * `outbox` carries the columns of Debezium's outbox router (id, aggregatetype, aggregateid, type, payload), so that
 * Debezium could replace the relay without a migration. `seq` is taken before commit and therefore never used as
 * "last seen": a row waits while `published_at` is null.
 *
 * `inbox` remembers what a consumer has had its effect from; the day is enough for cleaning up.
 *
 * `parked_key` names keys whose events go to the dead-letter topic until an operator has replayed or discarded them.
 */
export class OutboxAndInbox1763800001000 implements MigrationInterface {
  readonly name = 'OutboxAndInbox1763800001000';

  async up(runner: QueryRunner): Promise<void> {
    const [known] = (await runner.query(`SELECT to_regclass('outbox') AS outbox`)) as { outbox: unknown }[];
    if (known?.outbox) return;
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE parked_key, inbox, outbox');
  }
}

const up = [
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
