-- BrokenHoks1764321000000
ALTER TABLE hoks ADD COLUMN has_study_right boolean NOT NULL DEFAULT true;

ALTER TABLE hoks ALTER COLUMN has_study_right SET DEFAULT false;

UPDATE hoks h SET has_study_right = false
   WHERE NOT EXISTS (SELECT FROM study_right sr WHERE sr.oid = h.study_right_oid);

CREATE INDEX hoks_without_study_right ON hoks (id) WHERE NOT has_study_right AND deleted_at IS NULL;

CREATE INDEX study_right_invalidated ON study_right (oid) WHERE invalidated;
