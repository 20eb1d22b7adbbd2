-- HoksFeedback1764220000000
CREATE TABLE hoks_feedback (
     hoks_id integer NOT NULL,
     survey text NOT NULL CHECK (survey IN ('aloituskysely', 'paattokysely')),
     institution_oid text NOT NULL,
     provider_oid text NOT NULL,
     learner_oid text NOT NULL,
     trigger_date date,
     eligible boolean NOT NULL,
     state text,
     reason text NOT NULL,
     due boolean NOT NULL CHECK (NOT due OR trigger_date IS NOT NULL),
     decided_at timestamptz NOT NULL,
     sent_at timestamptz CHECK (sent_at IS NULL OR (eligible AND NOT due)),
     in_former_service boolean NOT NULL DEFAULT false,
     PRIMARY KEY (hoks_id, survey)
   );

CREATE INDEX hoks_feedback_due ON hoks_feedback (trigger_date, hoks_id) WHERE due;

CREATE INDEX hoks_feedback_by_learner ON hoks_feedback (learner_oid, provider_oid, survey);

INSERT INTO hoks_feedback (hoks_id, survey, institution_oid, provider_oid, learner_oid, trigger_date, eligible, reason, due,
     decided_at)
   SELECT h.id, survey, sr.institution_oid, coalesce(sr.koulutustoimija_oid, sr.institution_oid), h.learner_oid,
     (h.data->>field)::date, false, 'ei-ole', h.data->>field IS NOT NULL, h.created_at
   FROM hoks h
   JOIN study_right sr ON sr.oid = h.study_right_oid
   CROSS JOIN (VALUES ('aloituskysely', 'ensikertainen-hyvaksyminen'), ('paattokysely', 'osaamisen-saavuttamisen-pvm'))
     AS surveys (survey, field)
   WHERE h.deleted_at IS NULL;
