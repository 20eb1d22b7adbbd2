-- IndexDeadLetters1764010000000
CREATE TABLE dead_letter (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     consumer text NOT NULL,
     topic text NOT NULL,
     topic_partition integer NOT NULL,
     topic_offset bigint NOT NULL,
     key text NOT NULL,
     message_id text,
     event_name text,
     institution_oid text,
     failure text NOT NULL,
     waits_in_order boolean NOT NULL,
     code text NOT NULL,
     detail text NOT NULL,
     attempts integer NOT NULL,
     first_failure_at timestamptz NOT NULL,
     last_failure_at timestamptz NOT NULL,
     stack_hash text,
     recorded_at timestamptz NOT NULL DEFAULT now(),
     state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replayed', 'discarded')),
     settled_by text,
     settled_at timestamptz,
     settled_reason text,
     UNIQUE (consumer, topic, topic_partition, topic_offset),
     CONSTRAINT settled_letters_say_by_whom_and_when
       CHECK ((state = 'open') = (settled_by IS NULL) AND (state = 'open') = (settled_at IS NULL)),
     CONSTRAINT discarded_letters_say_why CHECK (state <> 'discarded' OR settled_reason IS NOT NULL)
   );

CREATE INDEX dead_letter_open ON dead_letter (id) WHERE state = 'open';

CREATE INDEX dead_letter_waiting_of_key ON dead_letter (topic, key, topic_offset)
     WHERE state = 'open' AND waits_in_order;

CREATE INDEX dead_letter_by_key ON dead_letter (topic, key, id);
