import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Daily digests (R1, R2, D6): what waits for whom, by the events of the applications; what institutions and people have
 * chosen; one run per institution and day, which goes on where it was when a process ends.
 */
export class Digests1764970000000 implements MigrationInterface {
  readonly name = 'Digests1764970000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE waiting_application (
    institution_oid text NOT NULL,
    application_id  uuid NOT NULL,
    version         integer NOT NULL,
    student_id      text NOT NULL,
    state           text NOT NULL,
    sent_at         timestamptz NOT NULL,
    PRIMARY KEY (institution_oid, application_id)
  )`,
  `CREATE TABLE waiting_part (
    institution_oid text NOT NULL,
    application_id  uuid NOT NULL,
    part_id         uuid NOT NULL,
    handler_id      text NOT NULL,
    round           integer NOT NULL,
    waiting_since   timestamptz NOT NULL,
    PRIMARY KEY (institution_oid, application_id, part_id),
    FOREIGN KEY (institution_oid, application_id) REFERENCES waiting_application
  )`,
  `CREATE INDEX waiting_part_by_handler ON waiting_part (institution_oid, handler_id)`,
  `CREATE TABLE notification_setting (
    institution_oid text PRIMARY KEY,
    version         integer NOT NULL,
    digest          jsonb NOT NULL,
    closed_days     date[] NOT NULL CHECK (cardinality(closed_days) <= 366),
    changed_at      timestamptz NOT NULL,
    changed_by      text NOT NULL
  )`,
  `CREATE TABLE digest_run (
    institution_oid text NOT NULL,
    day             date NOT NULL,
    after_handler   text NOT NULL DEFAULT '',
    handlers        integer NOT NULL DEFAULT 0,
    digests         integer NOT NULL DEFAULT 0,
    started_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    PRIMARY KEY (institution_oid, day)
  )`,
  `CREATE TABLE last_digest (
    institution_oid text NOT NULL,
    handler_id      text NOT NULL,
    fingerprint     text NOT NULL,
    PRIMARY KEY (institution_oid, handler_id)
  )`,
  `ALTER TABLE preferences ADD COLUMN digest jsonb NOT NULL DEFAULT '{"mode": null, "days": null}'`,
  `ALTER TABLE message ALTER COLUMN application_id DROP NOT NULL`,
];

const down = [
  `DELETE FROM message WHERE application_id IS NULL`,
  `ALTER TABLE message ALTER COLUMN application_id SET NOT NULL`,
  `ALTER TABLE preferences DROP COLUMN digest`,
  `DROP TABLE last_digest, digest_run, notification_setting, waiting_part, waiting_application`,
];
