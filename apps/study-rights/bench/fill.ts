import type pg from 'pg';
import { rowOf, NAMES, sourceOf, templateColumns, templates } from './rows.js';
import { POOL } from '../../../scripts/bench/service.js';

const BATCH = 5000;
const LOADED_AT = '2026-01-15T10:00:00Z';
const LOADED_BY = 'service-user:kuorma';

/** One of each kind, without what differs from study right to study right. */
const CREATE_TEMPLATES = `
  CREATE TABLE bench_template (n integer PRIMARY KEY, data jsonb NOT NULL, type text NOT NULL, state text NOT NULL,
    start_date date, end_date date)`;

const INSERT_STUDY_RIGHTS = `
  INSERT INTO study_right (oid, institution_oid, learner_oid, type, state, source_system, source_id, start_date, end_date,
    invalidated, version, data, updated_at)
  SELECT r.oid, r.institution, r.learner, t.type, t.state, 'primus', r.source, t.start_date, t.end_date, false, 1,
    t.data || jsonb_build_object('oppilaitos', jsonb_build_object('oid', r.institution),
      'lähdejärjestelmänId', jsonb_set($7::jsonb, '{id}', to_jsonb(r.source))), $6::timestamptz
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[]) AS r (oid, institution, learner, source, template)
  JOIN bench_template t ON t.n = r.template`;

const INSERT_HISTORY = `
  INSERT INTO study_right_version (institution_oid, study_right_oid, version, patch, actor_id, stored_at)
  SELECT institution_oid, oid, 1, jsonb_build_array(jsonb_build_object('op', 'add', 'path', '', 'value', data)), $2, updated_at
  FROM study_right WHERE oid = ANY($1)`;

const INSERT_LEARNERS = `
  INSERT INTO learner (oid, hetu, etunimet, kutsumanimi, sukunimi, created_at)
  SELECT r.oid, r.hetu, $3, $4, $5, $6::timestamptz FROM unnest($1::text[], $2::text[]) AS r (oid, hetu)`;

/** Loads study rights `0 … count - 1` with their learners and histories, each as it would stand after one transfer. */
export async function fill(sql: pg.Pool, count: number): Promise<void> {
  await sql.query(CREATE_TEMPLATES);
  for (const [n, data] of templates.entries()) {
    const { type, state, startDate, endDate } = templateColumns[n] ?? {};
    await sql.query('INSERT INTO bench_template VALUES ($1, $2, $3, $4, $5, $6)', [
      ...[n, JSON.stringify(data), type, state, startDate, endDate],
    ]);
  }
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, batch) => batch * BATCH);
  const worker = async () => {
    for (let from = batches.shift(); from !== undefined; from = batches.shift()) {
      await fillBatch(sql, from, Math.min(BATCH, count - from));
    }
  };
  await Promise.all(Array.from({ length: POOL / 5 }, worker));
  await sql.query('DROP TABLE bench_template');
  for (const table of ['study_right', 'study_right_version', 'learner']) {
    await sql.query(`VACUUM (FREEZE, ANALYZE) ${table}`);
  }
}

async function fillBatch(sql: pg.Pool, from: number, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => rowOf(from + i));
  const oids = rows.map(({ oid }) => oid);
  await sql.query(INSERT_STUDY_RIGHTS, [
    oids,
    rows.map(({ institutionOid }) => institutionOid),
    rows.map(({ learnerOid }) => learnerOid),
    rows.map(({ sourceId }) => sourceId),
    rows.map(({ template }) => template),
    LOADED_AT,
    JSON.stringify(sourceOf('')),
  ]);
  await sql.query(INSERT_HISTORY, [oids, LOADED_BY]);
  await sql.query(INSERT_LEARNERS, [
    rows.map(({ learnerOid }) => learnerOid),
    rows.map(({ hetu }) => hetu),
    ...[NAMES.etunimet, NAMES.kutsumanimi, NAMES.sukunimi, LOADED_AT],
  ]);
}

/** The same rows for the hand-written statements. */
export async function copyInto(sql: pg.Pool, from: string, to: string): Promise<void> {
  for (const table of ['study_right', 'study_right_version', 'learner', 'institution_setting']) {
    await sql.query(`INSERT INTO ${to}.${table} SELECT * FROM ${from}.${table}`);
    await sql.query(`VACUUM (FREEZE, ANALYZE) ${to}.${table}`);
  }
}

/** Gives a live HOKS to study rights by their numbers. */
export async function addHokses(sql: pg.Pool, numbers: readonly number[]): Promise<void> {
  const rows = numbers.map(rowOf);
  await sql.query(
    `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
     SELECT r.institution, r.oid, r.learner, jsonb_build_object('opiskeluoikeus-oid', r.oid, 'oppija-oid', r.learner,
       'ensikertainen-hyvaksyminen', '2026-01-15', 'osaamisen-hankkimisen-tarve', true), $4::timestamptz, $5
     FROM unnest($1::text[], $2::text[], $3::text[]) AS r (institution, oid, learner)`,
    [
      rows.map(({ institutionOid }) => institutionOid),
      rows.map(({ oid }) => oid),
      rows.map(({ learnerOid }) => learnerOid),
      ...[LOADED_AT, LOADED_BY],
    ],
  );
}
