-- CreateApplications1764000000000
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

CREATE TABLE application (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     kind text NOT NULL CHECK (kind IN ('RECOGNITION', 'PRELIMINARY')),
     version integer NOT NULL CHECK (version > 0),
     student_id uuid NOT NULL,
     study_right_id text NOT NULL,
     programme_code text NOT NULL,
     handler_id uuid,
     continued_from_id uuid,
     created_at timestamptz NOT NULL,
     submitted_at timestamptz,
     changed_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, id)
   );

CREATE INDEX application_of_student ON application (institution_oid, student_id, created_at, id);

CREATE INDEX application_by_submission ON application (institution_oid, submitted_at, id) WHERE submitted_at IS NOT NULL;

CREATE TABLE application_part (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     application_id uuid NOT NULL,
     number smallint NOT NULL CHECK (number BETWEEN 1 AND 50),
     round integer NOT NULL CHECK (round > 0),
     state text NOT NULL CHECK (state IN ('DRAFT', 'SENT', 'IN_PROCESS', 'RETURNED', 'CANCELLED', 'HANDLED')),
     outcome text CHECK (outcome IN ('APPROVED', 'REJECTED')),
     decision_id uuid,
     handler_id uuid,
     content jsonb NOT NULL,
     return_reason_codes text[] NOT NULL,
     return_message text,
     continued_in_id uuid,
     PRIMARY KEY (institution_oid, id),
     UNIQUE (institution_oid, application_id, number),
     FOREIGN KEY (institution_oid, application_id) REFERENCES application (institution_oid, id),
     CONSTRAINT only_open_or_handled_parts_have_an_outcome CHECK (outcome IS NULL OR state IN ('IN_PROCESS', 'HANDLED')),
     CONSTRAINT an_outcome_comes_from_a_decision CHECK ((outcome IS NULL) = (decision_id IS NULL))
   );

CREATE INDEX application_part_of_handler ON application_part (institution_oid, handler_id, state, application_id)
     WHERE handler_id IS NOT NULL;

CREATE UNIQUE INDEX one_part_per_decision ON application_part (institution_oid, decision_id)
     WHERE decision_id IS NOT NULL;

CREATE TABLE idempotency_key (
     institution_oid text NOT NULL,
     person_id uuid NOT NULL,
     key text NOT NULL,
     request_hash text NOT NULL,
     answer jsonb,
     created_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, person_id, key)
   );

CREATE TABLE person_copy (
     institution_oid text NOT NULL,
     person_id uuid NOT NULL,
     version integer NOT NULL,
     first_name text NOT NULL,
     last_name text NOT NULL,
     roles text[] NOT NULL,
     PRIMARY KEY (institution_oid, person_id)
   );

CREATE TABLE degree_programme_copy (
     institution_oid text NOT NULL,
     programme_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     PRIMARY KEY (institution_oid, programme_code)
   );

CREATE TABLE course_copy (
     institution_oid text NOT NULL,
     course_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     credits numeric(5, 2) NOT NULL,
     kind text NOT NULL CHECK (kind IN ('COURSE', 'MODULE')),
     PRIMARY KEY (institution_oid, course_code)
   );

CREATE TABLE study_right_copy (
     institution_oid text NOT NULL,
     study_right_id text NOT NULL,
     version integer NOT NULL,
     learner_id text NOT NULL,
     kind text NOT NULL,
     programme_code text,
     live boolean NOT NULL,
     invalidated boolean NOT NULL DEFAULT false,
     start_date date,
     end_date date,
     PRIMARY KEY (institution_oid, study_right_id)
   );
