-- VirtaRecords1764131000000
CREATE TABLE virta_study_right (
         institution_oid text NOT NULL,
         id text NOT NULL,
         student_id text NOT NULL,
         version integer NOT NULL CHECK (version >= 1),
         data jsonb NOT NULL,
         updated_at timestamptz NOT NULL,
         PRIMARY KEY (institution_oid, id)
       );
