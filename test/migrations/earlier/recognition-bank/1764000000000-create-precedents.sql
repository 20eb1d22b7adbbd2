-- CreatePrecedents1764000000000
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

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE FUNCTION precedent_fold(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(normalize(input, NFC)), 'ÅÄÖÁÀÂÃĀĂĄÉÈÊËĒĖĘĚÍÌÎÏĪĮÓÒÔÕŌŐÚÙÛÜŪŮŰÝŸÑŃŇÇĆČŠŚŞŽŹŻÐĐŁŘŤĎĞáàâãāăąéèêëēėęěíìîïīįóòôõōőúùûüūůűýÿñńňçćčšśşžźżðđłřťďğ', 'åäöaaaaaaaeeeeeeeeiiiiiioooooouuuuuuuyynnncccssszzzddlrtdgaaaaaaaeeeeeeeeiiiiiioooooouuuuuuuyynnncccssszzzddlrtdg');

CREATE FUNCTION precedent_names(names jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(names ->> 'fi', '') || ' ' || coalesce(names ->> 'sv', '') || ' ' || coalesce(names ->> 'en', '');

CREATE FUNCTION precedent_words(words text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$ BEGIN RETURN array_to_string(words, ' '); END $$;

CREATE FUNCTION precedent_subjects(basis_name text, basis_keywords text[], target_name jsonb)
    RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN precedent_fold(basis_name || ' ' || precedent_words(basis_keywords) || ' ' || precedent_names(target_name));

CREATE FUNCTION precedent_codes_and_programme(basis_code text, programme_code text, programme_name jsonb)
    RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN precedent_fold(coalesce(basis_code, '') || ' ' || programme_code || ' ' || precedent_names(programme_name));

CREATE FUNCTION precedent_lexemes(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('pg_catalog.finnish', folded) || to_tsvector('pg_catalog.swedish', folded)
      || to_tsvector('pg_catalog.english', folded) || to_tsvector('pg_catalog.simple', folded);

CREATE FUNCTION precedent_document(
      basis_code text, basis_name text, basis_keywords text[], target_name jsonb, programme_code text, programme_name jsonb)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(precedent_lexemes(precedent_fold(coalesce(basis_code, '') || ' ' || basis_name)), 'A')
      || setweight(precedent_lexemes(precedent_fold(precedent_words(basis_keywords) || ' ' || precedent_names(target_name))), 'B')
      || setweight(precedent_lexemes(precedent_fold(programme_code || ' ' || precedent_names(programme_name))), 'C');

CREATE FUNCTION precedent_query(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN plainto_tsquery('pg_catalog.finnish', precedent_fold(typed))
      || plainto_tsquery('pg_catalog.swedish', precedent_fold(typed))
      || plainto_tsquery('pg_catalog.english', precedent_fold(typed))
      || plainto_tsquery('pg_catalog.simple', precedent_fold(typed));

CREATE TABLE precedent (
    id               uuid PRIMARY KEY,
    institution_oid  text NOT NULL,
    bank_key         uuid NOT NULL,
    programme_code   text NOT NULL,
    programme_name   jsonb NOT NULL,
    basis_kind       text NOT NULL CHECK (basis_kind IN ('STUDY', 'COMPETENCE')),
    basis_code       text CHECK (basis_code IS NULL OR basis_kind = 'STUDY'),
    basis_name       text NOT NULL,
    basis_keywords   text[] NOT NULL,
    target_name      jsonb CHECK (target_name IS NULL OR recognition_type <> 'INCLUSION'),
    recognition_type text NOT NULL CHECK (recognition_type IN ('SUBSTITUTION', 'INCLUSION', 'EXEMPTION')),
    partial          boolean NOT NULL,
    credits_applied  numeric(6, 2) NOT NULL CHECK (credits_applied >= 0),
    credits_granted  numeric(6, 2) NOT NULL CHECK (credits_granted >= 0),
    recognised_month text NOT NULL CHECK (recognised_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    subjects         text NOT NULL GENERATED ALWAYS AS (
      precedent_subjects(basis_name, basis_keywords, target_name)) STORED,
    search_text      text NOT NULL GENERATED ALWAYS AS (
      precedent_codes_and_programme(basis_code, programme_code, programme_name) || ' '
        || precedent_subjects(basis_name, basis_keywords, target_name)) STORED,
    search_document  tsvector NOT NULL GENERATED ALWAYS AS (
      precedent_document(basis_code, basis_name, basis_keywords, target_name, programme_code, programme_name)) STORED,
    UNIQUE (institution_oid, bank_key)
  );

CREATE INDEX precedent_newest ON precedent (institution_oid, recognised_month DESC, id DESC);

CREATE INDEX precedent_search_document ON precedent USING gin (search_document);

CREATE INDEX precedent_search_text ON precedent USING gin (search_text gin_trgm_ops);

CREATE INDEX precedent_subjects_alike ON precedent USING gin (subjects gin_trgm_ops);
