-- KoskiInterface1764100000000
CREATE TABLE service_user (
     username text PRIMARY KEY,
     password_hash text NOT NULL,
     institution_oid text NOT NULL,
     roles text[] NOT NULL CHECK (cardinality(roles) > 0),
     source_system text,
     may_send_source_ids boolean NOT NULL DEFAULT true CHECK (may_send_source_ids OR source_system IS NULL),
     study_right_types text[],
     person_oid text,
     active boolean NOT NULL DEFAULT true
   );

CREATE TABLE learner (
     oid text PRIMARY KEY,
     hetu text UNIQUE,
     etunimet text,
     kutsumanimi text,
     sukunimi text,
     master_oid text CHECK (master_oid <> oid),
     created_at timestamptz NOT NULL
   );

CREATE INDEX learner_by_master ON learner (master_oid) WHERE master_oid IS NOT NULL;

CREATE TABLE institution_setting (
     institution_oid text PRIMARY KEY,
     default_invalidation_reason text CHECK (default_invalidation_reason IN ('WRONG_TYPE', 'NEVER_STARTED'))
   );

ALTER TABLE study_right ADD COLUMN erased_at timestamptz CHECK (erased_at IS NULL OR invalidated);
