-- FeedbackJob1764320000000
ALTER TABLE hoks_feedback
     ADD COLUMN decide_at timestamptz,
     ADD COLUMN attempts integer NOT NULL DEFAULT 0,
     ADD COLUMN last_error text;

UPDATE hoks_feedback SET decide_at = trigger_date::timestamp AT TIME ZONE 'Europe/Helsinki' WHERE due;

ALTER TABLE hoks_feedback DROP COLUMN due;

ALTER TABLE hoks_feedback
     ADD CHECK (sent_at IS NULL OR (eligible AND decide_at IS NULL)),
     ADD CHECK (attempts = 0 OR decide_at IS NOT NULL);

CREATE INDEX hoks_feedback_to_decide ON hoks_feedback (decide_at, hoks_id) WHERE decide_at IS NOT NULL;

CREATE INDEX hoks_feedback_put_off ON hoks_feedback (hoks_id) WHERE attempts > 0;

CREATE TABLE former_service_survey (
     study_right_oid text NOT NULL,
     survey text NOT NULL CHECK (survey IN ('aloituskysely', 'paattokysely')),
     PRIMARY KEY (study_right_oid, survey)
   );

INSERT INTO former_service_survey (study_right_oid, survey)
   SELECT h.study_right_oid, f.survey FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id WHERE f.in_former_service;

ALTER TABLE hoks_feedback DROP COLUMN in_former_service;
