-- CreateDecisions1764000000000
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

CREATE TABLE application_case (
     institution_oid text NOT NULL,
     application_id uuid NOT NULL,
     version integer NOT NULL,
     state text NOT NULL,
     student_id uuid NOT NULL,
     study_right_id text NOT NULL,
     programme_code text NOT NULL,
     PRIMARY KEY (institution_oid, application_id)
   );

CREATE INDEX application_case_by_student ON application_case (institution_oid, student_id);

CREATE TABLE case_part (
     institution_oid text NOT NULL,
     application_id uuid NOT NULL,
     part_id uuid NOT NULL,
     number integer NOT NULL,
     round integer NOT NULL,
     state text NOT NULL,
     outcome text,
     handler_id uuid,
     type text NOT NULL,
     bases jsonb NOT NULL,
     targets jsonb NOT NULL,
     credits_applied integer NOT NULL,
     PRIMARY KEY (institution_oid, application_id, part_id),
     FOREIGN KEY (institution_oid, application_id) REFERENCES application_case
   );

CREATE TABLE decision (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     application_id uuid NOT NULL,
     part_id uuid NOT NULL,
     round integer NOT NULL,
     state text NOT NULL CHECK (state IN ('PROPOSED', 'FINAL', 'VOID', 'RECORDED')),
     outcome text NOT NULL CHECK (outcome IN ('APPROVED', 'REJECTED')),
     granted_credits integer NOT NULL CHECK (granted_credits BETWEEN 0 AND 60000),
     grade text,
     field_of_education integer CHECK (field_of_education BETWEEN 1 AND 12),
     keywords text[] NOT NULL,
     reasons text,
     basis_name text,
     decider_id uuid NOT NULL,
     decided_at timestamptz NOT NULL,
     void_reason text,
     bank_key uuid,
     recorder_id uuid,
     recorded_at timestamptz,
     PRIMARY KEY (institution_oid, id),
     UNIQUE (institution_oid, bank_key),
     FOREIGN KEY (institution_oid, application_id) REFERENCES application_case,
     CHECK (outcome = 'APPROVED' OR (granted_credits = 0 AND reasons IS NOT NULL)),
     CHECK (state <> 'RECORDED' OR outcome = 'APPROVED'),
     CHECK ((state = 'RECORDED') = (recorded_at IS NOT NULL)),
     CHECK ((state = 'VOID') = (void_reason IS NOT NULL))
   );

CREATE UNIQUE INDEX decision_one_standing ON decision (institution_oid, application_id, part_id, round)
     WHERE state <> 'VOID';

CREATE INDEX decision_to_record ON decision (institution_oid, decided_at, id)
     WHERE state = 'FINAL' AND outcome = 'APPROVED';

CREATE TABLE attainment (
     institution_oid text NOT NULL,
     id uuid NOT NULL,
     decision_id uuid NOT NULL,
     application_id uuid NOT NULL,
     part_id uuid NOT NULL,
     student_id uuid NOT NULL,
     study_right_id text NOT NULL,
     recognition_type text NOT NULL CHECK (recognition_type IN ('SUBSTITUTION', 'INCLUSION')),
     course_code text,
     name jsonb NOT NULL,
     credits integer NOT NULL CHECK (credits BETWEEN 0 AND 60000),
     grade text,
     field_of_education integer,
     bases jsonb NOT NULL,
     original_date date NOT NULL,
     attainment_date date NOT NULL,
     recognition_date date NOT NULL,
     PRIMARY KEY (institution_oid, id),
     FOREIGN KEY (institution_oid, decision_id) REFERENCES decision,
     UNIQUE NULLS NOT DISTINCT (institution_oid, decision_id, course_code)
   );

CREATE INDEX attainment_by_student ON attainment (institution_oid, student_id, id);

CREATE TABLE course_copy (
     institution_oid text NOT NULL,
     course_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     credits integer NOT NULL,
     kind text NOT NULL,
     member_course_codes text[] NOT NULL,
     PRIMARY KEY (institution_oid, course_code)
   );

CREATE TABLE programme_copy (
     institution_oid text NOT NULL,
     programme_code text NOT NULL,
     version integer NOT NULL,
     name jsonb NOT NULL,
     PRIMARY KEY (institution_oid, programme_code)
   );

CREATE TABLE study_right_copy (
     institution_oid text NOT NULL,
     study_right_id text NOT NULL,
     version integer NOT NULL,
     start_date date,
     end_date date,
     PRIMARY KEY (institution_oid, study_right_id)
   );

CREATE TABLE staff_copy (
     institution_oid text NOT NULL,
     person_id uuid NOT NULL,
     version integer NOT NULL,
     name text NOT NULL,
     PRIMARY KEY (institution_oid, person_id)
   );
