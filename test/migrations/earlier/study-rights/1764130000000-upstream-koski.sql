-- UpstreamKoski1764130000000
CREATE TABLE koski_sighting (
         study_right_oid text PRIMARY KEY REFERENCES study_right (oid),
         institution_oid text NOT NULL,
         seen_at timestamptz NOT NULL
       );
