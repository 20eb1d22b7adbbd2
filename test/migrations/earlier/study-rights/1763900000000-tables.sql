-- Tables1763900000000
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

CREATE TABLE study_right (
     oid text PRIMARY KEY,
     institution_oid text NOT NULL,
     koulutustoimija_oid text,
     learner_oid text NOT NULL,
     type text NOT NULL,
     state text NOT NULL,
     source_system text,
     source_id text,
     start_date date,
     end_date date,
     invalidated boolean NOT NULL,
     invalidation_reason text CHECK (invalidation_reason IN ('WRONG_TYPE', 'NEVER_STARTED')),
     invalidated_on date,
     version integer NOT NULL CHECK (version >= 1),
     data jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     CHECK (invalidated = (invalidation_reason IS NOT NULL AND invalidated_on IS NOT NULL))
   );

CREATE UNIQUE INDEX study_right_source ON study_right (learner_oid, institution_oid, type, source_system, source_id)
     WHERE NOT invalidated;

CREATE INDEX study_right_by_learner ON study_right (learner_oid, oid);

CREATE TABLE study_right_version (
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL REFERENCES study_right (oid),
     version integer NOT NULL,
     data jsonb NOT NULL,
     actor_id text NOT NULL,
     stored_at timestamptz NOT NULL,
     PRIMARY KEY (study_right_oid, version)
   );

CREATE TABLE hoks (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL REFERENCES study_right (oid),
     learner_oid text NOT NULL,
     data jsonb NOT NULL,
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     deleted_at timestamptz,
     deleted_by text
   );

CREATE UNIQUE INDEX hoks_study_right ON hoks (study_right_oid);

CREATE TABLE invalidation_refusal (
     id uuid PRIMARY KEY,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL,
     hoks_id integer,
     reason text,
     channel text NOT NULL CHECK (channel IN ('REQUEST', 'TRANSFER')),
     key text NOT NULL,
     actor_id text NOT NULL,
     refused_at timestamptz NOT NULL
   );

CREATE INDEX invalidation_refusal_by_study_right ON invalidation_refusal (institution_oid, study_right_oid, refused_at);

CREATE TABLE higher_education_study_right (
     institution_oid text NOT NULL,
     id text NOT NULL,
     student_id text NOT NULL,
     version integer NOT NULL,
     data jsonb NOT NULL,
     updated_at timestamptz NOT NULL,
     PRIMARY KEY (institution_oid, id)
   );
