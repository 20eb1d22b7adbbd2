import { isDeepStrictEqual } from 'node:util';
import { applyPatch, createPatch, type Operation, type Pointer } from 'rfc6902';
import type { VoidableDiff } from 'rfc6902/diff.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = 500;

type Json = Readonly<Record<string, unknown>>;
type Patch = readonly Operation[];

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

/** Values compared for one patch. A document with more differences than that is exchanged as a whole. */
const MOST_COMPARISONS = 50_000;

/** As src/history/json-patch.ts was when this migration was written. Checked: applied to `before` it gives `after`. */
function patchBetween(before: Json, after: Json): Patch {
  const whole: Patch = [{ op: 'replace', path: '', value: after }];
  try {
    const patch = createPatch(before, after, inTurnWithin(MOST_COMPARISONS));
    return isDeepStrictEqual(patched(before, patch), after) ? patch : whole;
  } catch {
    return whole;
  }
}

function patched(document: Json, patch: Patch): Json {
  let result = structuredClone(document);
  for (const operation of patch) {
    if (operation.path === '' && 'value' in operation) {
      result = operation.value as Json;
      continue;
    }
    const [error] = applyPatch(result, [operation]);
    if (error) throw error;
  }
  return result;
}

/**
 * Lists are compared in turn between their common head and tail. The library's own comparison looks for the shortest patch
 * in a time that grows with the product of the lengths, and would let one client occupy the service.
 */
function inTurnWithin(limit: number): VoidableDiff {
  let comparisons = 0;
  const compare = (before: unknown, after: unknown, at: Pointer): Operation[] | undefined => {
    comparisons += 1;
    if (comparisons > limit) throw new RangeError(`more than ${limit} values to compare`);
    if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && isDeepStrictEqual(before[head], after[head])) head += 1;
    let tail = 0;
    while (tail < shorter - head && isDeepStrictEqual(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
    const path = (index: number): string => at.add(String(index)).toString();
    const both = shorter - head - tail;
    const operations: Operation[] = [];
    for (let index = head; index < head + both; index += 1) {
      for (const operation of createPatch(before[index], after[index], compare)) {
        operations.push({ ...operation, path: `${path(index)}${operation.path}` });
      }
    }
    for (let index = before.length - tail - 1; index >= head + both; index -= 1) {
      operations.push({ op: 'remove', path: path(index) });
    }
    for (let index = head + both; index < after.length - tail; index += 1) {
      operations.push({ op: 'add', path: path(index), value: after[index] as unknown });
    }
    return operations;
  };
  return compare;
}
