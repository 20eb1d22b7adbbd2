-- SupportDesk1764210000000
CREATE TABLE support_case (
     id uuid PRIMARY KEY,
     seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL REFERENCES study_right (oid),
     hoks_id integer NOT NULL,
     reason text NOT NULL CHECK (reason IN ('WRONG_TYPE', 'NEVER_STARTED')),
     message text,
     state text NOT NULL CHECK (state IN ('OPEN', 'PROPOSED', 'COMPLETED', 'REJECTED', 'WITHDRAWN')),
     opened_by text NOT NULL,
     opened_at timestamptz NOT NULL,
     proposed_by text,
     proposed_at timestamptz,
     override_reason text,
     confirmed boolean,
     basis jsonb,
     closed_by text,
     closed_at timestamptz,
     closing_reason text,
     CHECK (num_nulls(proposed_by, proposed_at, override_reason, confirmed, basis) IN (0, 5)),
     CHECK ((state IN ('OPEN', 'PROPOSED')) = (closed_at IS NULL)),
     CHECK (state NOT IN ('PROPOSED', 'COMPLETED') OR (proposed_by IS NOT NULL AND proposed_by <> opened_by)),
     CHECK (state <> 'COMPLETED' OR closed_by NOT IN (proposed_by, opened_by))
   );

CREATE UNIQUE INDEX support_case_open ON support_case (study_right_oid) WHERE state IN ('OPEN', 'PROPOSED');

CREATE INDEX support_case_by_study_right ON support_case (study_right_oid, seq);

CREATE INDEX support_case_by_state ON support_case (state, seq);

CREATE INDEX support_case_by_institution ON support_case (institution_oid, seq);

CREATE TABLE hoks_repair (
     hoks_id integer PRIMARY KEY REFERENCES hoks (id),
     institution_oid text NOT NULL,
     study_right text NOT NULL CHECK (study_right IN ('INVALIDATED', 'UNKNOWN')),
     reason text NOT NULL,
     repaired_by text NOT NULL,
     repaired_at timestamptz NOT NULL
   );

ALTER TABLE hoks DROP CONSTRAINT hoks_study_right_oid_fkey;

CREATE INDEX study_right_by_institution ON study_right (institution_oid, oid, type, state);

CREATE INDEX study_right_by_koulutustoimija ON study_right (koulutustoimija_oid, oid, type, state)
     WHERE koulutustoimija_oid IS NOT NULL;

CREATE INDEX study_right_by_type ON study_right (type, oid, state);

CREATE INDEX study_right_by_state ON study_right (state, oid);

CREATE INDEX study_right_by_source_id ON study_right (source_id, oid) WHERE source_id IS NOT NULL;
