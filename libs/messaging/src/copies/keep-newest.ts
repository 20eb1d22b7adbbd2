import type { SqlRunner } from '#platform';
import { RefusedEvent } from '../consumer/refused-event.js';

/** A table with one row per copied thing, which carries the version that its owner counts. */
export interface CopyTable {
  readonly table: string;
  readonly key: readonly string[];
  /** Columns with what the owner says, beside key and version. */
  readonly content: readonly string[];
  /**
   * Content that came with a later release: null in rows from before, which the same version fills in when it is
   * received again. A received value is never null.
   */
  readonly learnt?: readonly string[];
  /** Columns that this service fills itself: written with the others, never compared. */
  readonly own?: readonly string[];
  /** The table has a column `forgotten`: rows whose content was removed for good and whose version stays (ADR 29). */
  readonly forgettable?: true;
}

/** Values by column; `version` and the key's columns among them. */
type CopyRow = Readonly<Record<string, unknown>> & { readonly version: number };

/** Code of the refusal, as it stands in the header `dlt-code`. */
const VERSION_CONFLICT = 'version-conflict';
const VERSION_TOO_LARGE = 'version-too-large';

/** The largest version that a copy's column holds (4 bytes). A sender that counts milliseconds goes beyond it. */
const MOST_VERSION = 2_147_483_647;

/**
 * Keeps what is newer than the copy. An older version, and the same version with the same content, change nothing: they are
 * what a redelivery or a full reload looks like. Facts about one thing may be there more than once; they count in order.
 * @returns how many rows were written
 * @throws RefusedEvent `version-conflict` for a version that is known with other content: neither can be shown to be
 * right; `version-too-large` for one that no column holds
 */
export async function keepNewest(sql: SqlRunner, copy: CopyTable, rows: readonly CopyRow[]): Promise<number> {
  if (rows.some(({ version }) => version > MOST_VERSION)) {
    throw new RefusedEvent(VERSION_TOO_LARGE, `version is above ${MOST_VERSION}`);
  }
  let written = 0;
  for (const run of runsOf(copy, rows)) written += await keepRun(sql, copy, run);
  return written;
}

/**
 * Rows that one statement can deal with: the versions of each key grow. What repeats a version waits for the next statement,
 * which compares it with what this one wrote; what is older than its predecessor is left out.
 */
function runsOf(copy: CopyTable, rows: readonly CopyRow[]): CopyRow[][] {
  const runs: CopyRow[][] = [];
  let newest = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify(copy.key.map((column) => row[column]));
    const known = newest.get(key);
    if (known !== undefined && row.version < known) continue;
    if (known === row.version || runs.length === 0) {
      runs.push([]);
      newest = new Map();
    }
    newest.set(key, row.version);
    runs.at(-1)?.push(row);
  }
  return runs;
}

async function keepRun(sql: SqlRunner, copy: CopyTable, rows: readonly CopyRow[]): Promise<number> {
  const values = JSON.stringify(rows);
  const written = await sql.query<unknown[]>(upsert(copy), [values]);
  // Fewer than there are keys: something was not newer. Only then is there anything to compare.
  const keys = new Set(rows.map((row) => JSON.stringify(copy.key.map((column) => row[column])))).size;
  if (written.length === keys) return keys;
  const [conflict] = await sql.query<{ version: number; places: string[] }[]>(conflicts(copy), [values]);
  if (conflict) {
    const places = conflict.places.join(', ');
    throw new RefusedEvent(VERSION_CONFLICT, `version ${conflict.version} is known with another ${places}`);
  }
  return written.length;
}

function upsert({ table, key, content, learnt = [], own = [], forgettable }: CopyTable): string {
  const columns = [...key, 'version', ...content, ...learnt, ...own].join(', ');
  const alike = content.map((column) => `copy.${column} IS NOT DISTINCT FROM excluded.${column}`);
  const unknown = learnt.map((column) => `copy.${column} IS NULL`);
  const fillsIn = ['copy.version = excluded.version', ...alike, `(${unknown.join(' OR ')})`].join(' AND ');
  const changed = ['version', ...content, ...learnt, ...own].map((column) => `${column} = excluded.${column}`);
  return `
    WITH written AS (
      INSERT INTO ${table} AS copy (${columns})
      SELECT DISTINCT ON (${key.join(', ')}) ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
       ORDER BY ${key.join(', ')}, version DESC
      ON CONFLICT (${key.join(', ')}) DO UPDATE
        SET ${[...changed, ...(forgettable ? ['forgotten = false'] : [])].join(', ')}
      WHERE copy.version < excluded.version${learnt.length > 0 ? ` OR (${fillsIn})` : ''}
      RETURNING 1)
    SELECT FROM written`;
}

/** The first fact whose version the copy has with other content, and the columns that differ. */
function conflicts({ table, key, content, learnt = [], forgettable }: CopyTable): string {
  const different = [
    ...content.map((column) => `copy.${column} IS DISTINCT FROM given.${column}`),
    ...learnt.map((column) => `copy.${column} <> given.${column}`),
  ];
  const places = [...content, ...learnt]
    .map((column, n) => `CASE WHEN ${different[n]} THEN '${column}' END`)
    .join(', ');
  return `
    SELECT given.version, array_remove(ARRAY[${places}], NULL) AS places
      FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) AS given
      JOIN ${table} AS copy USING (${key.join(', ')})
     WHERE copy.version = given.version AND (${different.join(' OR ')})${forgettable ? ' AND NOT copy.forgotten' : ''}
     LIMIT 1`;
}
