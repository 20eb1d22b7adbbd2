-- CreateMessages1764000000000
CREATE TABLE outbox (
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
   );

CREATE INDEX outbox_waiting ON outbox (seq) WHERE published_at IS NULL;

CREATE INDEX outbox_set_aside ON outbox (topic, aggregateid) WHERE set_aside_reason IS NOT NULL;

ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

CREATE TABLE inbox (
     consumer text NOT NULL,
     message_id text NOT NULL,
     institution_oid text NOT NULL,
     received_on date NOT NULL DEFAULT current_date,
     PRIMARY KEY (consumer, message_id)
   );

CREATE TABLE parked_key (
     consumer text NOT NULL,
     topic text NOT NULL,
     key text NOT NULL,
     reason text NOT NULL,
     parked_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (consumer, topic, key)
   );

CREATE TABLE audit_event (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  institution_oid text NOT NULL,
  at timestamptz NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  target_kind text NOT NULL,
  target_id text NOT NULL,
  subject_person_id text,
  details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_event_by_target ON audit_event (institution_oid, target_kind, target_id, seq);
CREATE INDEX audit_event_by_subject ON audit_event (institution_oid, subject_person_id, seq) WHERE subject_person_id IS NOT NULL;
CREATE FUNCTION audit_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_event_is_append_only();

CREATE TABLE institution (
    institution_oid          text PRIMARY KEY,
    version                  integer NOT NULL,
    email_handler_on_arrival boolean NOT NULL,
    notify_recorder          boolean NOT NULL
  );

CREATE TABLE person (
    institution_oid text NOT NULL,
    person_id       uuid NOT NULL,
    version         integer NOT NULL,
    first_name      text NOT NULL,
    last_name       text NOT NULL,
    email           text,
    language        text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    PRIMARY KEY (institution_oid, person_id)
  );

CREATE TABLE message (
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
  );

CREATE INDEX message_desk ON message (institution_oid, recipient_id, delivered_at DESC, id DESC)
    WHERE channel = 'DESK' AND state = 'DELIVERED';

CREATE INDEX message_pending ON message (institution_oid, recipient_id) WHERE state = 'PENDING';

CREATE INDEX message_pending_student ON message (institution_oid, student_id) WHERE state = 'PENDING';

CREATE INDEX message_mail_queue ON message (next_attempt_at, id) WHERE state = 'READY';
