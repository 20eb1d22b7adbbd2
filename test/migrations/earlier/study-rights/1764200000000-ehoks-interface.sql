-- EhoksInterface1764200000000
ALTER TABLE hoks
     ADD COLUMN eid uuid NOT NULL DEFAULT gen_random_uuid(),
     ADD COLUMN manual_entry boolean NOT NULL DEFAULT false,
     ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

UPDATE hoks SET updated_at = coalesce(deleted_at, created_at);

CREATE INDEX hoks_by_learner ON hoks (learner_oid, id);

CREATE TABLE erased_hoks (
     id integer PRIMARY KEY,
     eid uuid NOT NULL,
     institution_oid text NOT NULL,
     study_right_oid text NOT NULL,
     learner_oid text NOT NULL,
     data jsonb NOT NULL,
     manual_entry boolean NOT NULL,
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     deleted_at timestamptz,
     deleted_by text,
     erased_at timestamptz NOT NULL,
     erased_by text NOT NULL
   );
