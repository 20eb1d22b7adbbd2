import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Copies of persons and institutions, and the messages. A message keeps what its text needs by reference, never the text
 * itself: names, language and wording are those of the moment of reading or sending (R35).
 */
export class CreateMessages1764000000000 implements MigrationInterface {
  readonly name = 'CreateMessages1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message, person, institution');
  }
}

const up = [
  `CREATE TABLE institution (
    institution_oid          text PRIMARY KEY,
    version                  integer NOT NULL,
    email_handler_on_arrival boolean NOT NULL,
    notify_recorder          boolean NOT NULL
  )`,
  `CREATE TABLE person (
    institution_oid text NOT NULL,
    person_id       uuid NOT NULL,
    version         integer NOT NULL,
    first_name      text NOT NULL,
    last_name       text NOT NULL,
    email           text,
    language        text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    PRIMARY KEY (institution_oid, person_id)
  )`,
  `CREATE TABLE message (
    id              uuid PRIMARY KEY,
    institution_oid text NOT NULL,
    recipient_id    uuid NOT NULL,
    event_id        text NOT NULL,
    channel         text NOT NULL CHECK (channel IN ('DESK', 'EMAIL')),
    template        text NOT NULL,
    parameters      jsonb NOT NULL,
    application_id  uuid NOT NULL,
    student_id      uuid,
    state           text NOT NULL CHECK (state IN ('PENDING', 'READY', 'DELIVERED', 'SKIPPED', 'FAILED')),
    reason          text,
    attempts        integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz,
    delivered_at    timestamptz,
    read_at         timestamptz,
    CHECK ((state = 'DELIVERED') = (delivered_at IS NOT NULL)),
    CHECK ((state IN ('SKIPPED', 'FAILED')) = (reason IS NOT NULL)),
    UNIQUE (institution_oid, recipient_id, event_id, channel, template)
  )`,
  `CREATE INDEX message_desk ON message (institution_oid, recipient_id, delivered_at DESC, id DESC)
    WHERE channel = 'DESK' AND state = 'DELIVERED'`,
  `CREATE INDEX message_pending ON message (institution_oid, recipient_id) WHERE state = 'PENDING'`,
  `CREATE INDEX message_pending_student ON message (institution_oid, student_id) WHERE state = 'PENDING'`,
  `CREATE INDEX message_mail_queue ON message (next_attempt_at, id) WHERE state = 'READY'`,
];
