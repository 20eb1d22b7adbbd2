-- HistoryAsPatches1764110000000
ALTER TABLE study_right_version ADD COLUMN patch jsonb, ADD COLUMN snapshot jsonb;

UPDATE study_right_version SET snapshot = data WHERE version % 50 = 0;

UPDATE study_right_version SET patch = jsonb_build_array(jsonb_build_object('op', 'add', 'path', '', 'value', data))
       WHERE patch IS NULL;

ALTER TABLE study_right_version ALTER COLUMN patch SET NOT NULL, DROP COLUMN data;
