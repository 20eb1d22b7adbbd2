import pg from 'pg';
import { POOL } from '../../../scripts/bench/service.js';

/** What a transfer, an invalidation or a search writes; both sides of a comparison have these tables with the same indexes. */
export const COMPARED_TABLES = [
  ...['study_right', 'study_right_version', 'learner', 'outbox', 'audit_event', 'invalidation_refusal'],
] as const;
const TABLES = [...COMPARED_TABLES, 'hoks', 'institution_setting'];

/** The schema of the tables of the service. */
export const SERVICE = 'public';
/** The schema of the hand-written statements. */
export const HAND = 'hand';
/** The schema of the tables of another build, in another database. */
export const OTHER = 'another_build';
/** The schema of a second, small database of the service, for seeing whether a cost grows. */
export const SMALL = 'small';

/** A pool whose statements find the tables of one schema. */
export function poolOf(databaseUrl: string, schema: string, max = POOL): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, options: `-c search_path=${schema}` });
  pool.on('error', () => undefined);
  return pool;
}

/** Makes the tables for the hand-written statements, alike in columns, identities, checks, keys and indexes. */
export async function createHandTables(sql: pg.Pool): Promise<void> {
  await sql.query(`CREATE SCHEMA ${HAND}`);
  for (const table of TABLES) await sql.query(`CREATE TABLE ${HAND}.${table} (LIKE ${SERVICE}.${table} INCLUDING ALL)`);
  await sql.query(
    `ALTER TABLE ${HAND}.study_right_version ADD FOREIGN KEY (study_right_oid) REFERENCES ${HAND}.study_right (oid)`,
  );
}

/** Rows of each compared table. */
export async function rowsIn(sql: pg.Pool): Promise<Record<string, number>> {
  const counts = COMPARED_TABLES.map((table) => `SELECT '${table}' AS name, count(*)::int AS rows FROM ${table}`);
  const { rows } = await sql.query<{ name: string; rows: number }>(counts.join(' UNION ALL '));
  return Object.fromEntries(
    COMPARED_TABLES.map((table) => [table, rows.find(({ name }) => name === table)?.rows ?? 0]),
  );
}
