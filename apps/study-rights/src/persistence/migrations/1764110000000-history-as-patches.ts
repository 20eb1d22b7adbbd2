import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type Json, type Patch, patchBetween, patched } from '../../history/json-patch.js';

const BATCH = 500;

interface Position {
  oid: string;
  version: number;
}

/**
 * The history keeps one JSON patch per version in place of a whole document per version, and a document every fiftieth
 * version (SNAPSHOT_EVERY as it was in this migration).
 */
export class HistoryAsPatches1764110000000 implements MigrationInterface {
  readonly name = 'HistoryAsPatches1764110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE study_right_version ADD COLUMN patch jsonb, ADD COLUMN snapshot jsonb');
    await runner.query('UPDATE study_right_version SET snapshot = data WHERE version % 50 = 0');
    await inBatches<Position & { before: Json; after: Json }>(
      runner,
      `SELECT v.study_right_oid AS oid, v.version, p.data AS before, v.data AS after
       FROM study_right_version v
       JOIN study_right_version p ON p.study_right_oid = v.study_right_oid AND p.version = v.version - 1`,
      'patch',
      ({ before, after }) => patchBetween(before, after),
    );
    // The first of each, and what follows a gap.
    await runner.query(
      `UPDATE study_right_version SET patch = jsonb_build_array(jsonb_build_object('op', 'add', 'path', '', 'value', data))
       WHERE patch IS NULL`,
    );
    await runner.query('ALTER TABLE study_right_version ALTER COLUMN patch SET NOT NULL, DROP COLUMN data');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE study_right_version ADD COLUMN data jsonb');
    let last: Position & { document: Json } = { oid: '', version: 0, document: {} };
    await inBatches<Position & { patch: Patch; snapshot: Json | null }>(
      runner,
      'SELECT v.study_right_oid AS oid, v.version, v.patch, v.snapshot FROM study_right_version v',
      'data',
      ({ oid, version, patch, snapshot }) => {
        const document = snapshot ?? patched(oid === last.oid ? last.document : {}, patch);
        last = { oid, version, document };
        return document;
      },
    );
    await runner.query(
      'ALTER TABLE study_right_version ALTER COLUMN data SET NOT NULL, DROP COLUMN patch, DROP COLUMN snapshot',
    );
  }
}

/** Goes through the table in the order of its key and fills one column. */
async function inBatches<R extends Position>(
  runner: QueryRunner,
  select: string,
  column: 'patch' | 'data',
  valueOf: (row: R) => unknown,
): Promise<void> {
  let at: Position = { oid: '', version: 0 };
  for (;;) {
    const rows = (await runner.query(
      `${select} WHERE (v.study_right_oid, v.version) > ($1, $2) ORDER BY v.study_right_oid, v.version LIMIT ${BATCH}`,
      [at.oid, at.version],
    )) as R[];
    const last = rows.at(-1);
    if (last === undefined) return;
    at = last;
    await runner.query(
      `UPDATE study_right_version v SET ${column} = filled.value
       FROM unnest($1::text[], $2::int[], $3::jsonb[]) AS filled (oid, version, value)
       WHERE v.study_right_oid = filled.oid AND v.version = filled.version`,
      [rows.map(({ oid }) => oid), rows.map(({ version }) => version), rows.map((row) => JSON.stringify(valueOf(row)))],
    );
  }
}
