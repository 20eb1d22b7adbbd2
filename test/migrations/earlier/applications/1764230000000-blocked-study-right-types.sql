-- BlockedStudyRightTypes1764230000000
ALTER TABLE study_right_copy ADD COLUMN type text;

UPDATE study_right_copy SET version = 0 WHERE kind = 'HIGHER_EDUCATION';

CREATE TABLE institution_setting (
         institution_oid text PRIMARY KEY,
         version integer NOT NULL CHECK (version >= 1),
         blocked_study_right_types text[] NOT NULL,
         changed_at timestamptz NOT NULL,
         changed_by text NOT NULL
       );
