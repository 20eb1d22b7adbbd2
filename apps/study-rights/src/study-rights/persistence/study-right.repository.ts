import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { posted, prepared, type SqlRunner } from '#platform';
import { endDateOf, sourceIdOf, startDateOf, stateOf, type Opiskeluoikeus } from '../domain/opiskeluoikeus.js';
import type { InvalidationReason, Reach, StudyRight } from '../domain/study-right.js';
import { addVersion, StudyRightHistoryRepository } from './study-right-history.repository.js';

interface Row {
  oid: string;
  institution_oid: string;
  koulutustoimija_oid: string | null;
  learner_oid: string;
  version: number;
  invalidation_reason: InvalidationReason | null;
  invalidated_on: string | null;
  data: Opiskeluoikeus;
  updated_at: Date;
}

/** A study right and when it was last stored. */
export interface StoredStudyRight {
  readonly studyRight: StudyRight;
  readonly storedAt: Date;
}

export const STUDY_RIGHT_COLUMNS = `sr.oid, sr.institution_oid, sr.koulutustoimija_oid, sr.learner_oid, sr.version,
  sr.invalidation_reason, sr.invalidated_on::text AS invalidated_on, sr.data, sr.updated_at`;

/** Condition of rows within a `Reach`, which is the value of the parameter `$n`. */
export function withinReach(parameter: string): string {
  return `(${parameter}::text IS NULL OR sr.institution_oid = ${parameter} OR sr.koulutustoimija_oid = ${parameter})`;
}

export function studyRightOf(row: Row): StudyRight {
  return {
    oid: row.oid,
    institutionOid: row.institution_oid,
    koulutustoimijaOid: row.koulutustoimija_oid,
    learnerOid: row.learner_oid,
    version: row.version,
    invalidation:
      row.invalidation_reason === null ? null : { reason: row.invalidation_reason, on: row.invalidated_on ?? '' },
    data: row.data,
  };
}

const CANDIDATES = {
  name: 'study-right-candidates',
  text: `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr
    WHERE NOT sr.invalidated AND ${withinReach('$1')}
      AND (sr.oid = $2 OR (sr.learner_oid = ANY($3) AND ($4::text IS NULL OR sr.institution_oid = $4)))
    ORDER BY sr.oid FOR UPDATE`,
};

const LINKED = {
  name: 'study-right-linked',
  text: `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr
    WHERE sr.oid = ANY($1) AND NOT sr.invalidated ORDER BY sr.oid FOR SHARE`,
};

const LIVE = {
  name: 'study-right-live',
  text: `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr
    WHERE sr.oid = $2 AND NOT sr.invalidated AND ${withinReach('$1')} FOR UPDATE`,
};

const UPDATE = `UPDATE study_right SET institution_oid = $1, koulutustoimija_oid = $2, learner_oid = $3, type = $4, state = $5,
    source_system = $6, source_id = $7, start_date = $8, end_date = $9, invalidated = $10, invalidation_reason = $11,
    invalidated_on = $12, version = $13, data = $14, updated_at = $15, erased_at = $17
  WHERE oid = $16 AND version = $13 - 1 AND NOT invalidated`;

const INSERT = `INSERT INTO study_right (institution_oid, koulutustoimija_oid, learner_oid, type, state, source_system, source_id,
    start_date, end_date, invalidated, invalidation_reason, invalidated_on, version, data, updated_at, oid, erased_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (oid) DO NOTHING`;

/** The row and its version in one statement: neither is without the other, and it is one round trip less. */
const INSERT_WITH_VERSION = { name: 'study-right-insert', text: addVersion(INSERT, 18) };
/** Fails with 22012 where there is no row: it is stored under its lock, without waiting for the answer. */
const UPDATE_WITH_VERSION = {
  name: 'study-right-update',
  text: addVersion(UPDATE, 18, '1 / count(*) AS one'),
};

/** Table `study_right`. Each version of a row goes into the history as well. */
@Injectable()
export class StudyRightRepository {
  constructor(private readonly history: StudyRightHistoryRepository) {}

  /** Whether the organisation is the koulutustoimija of some study right of the oppilaitos. */
  async isProviderOf(sql: SqlRunner, koulutustoimijaOid: string, oppilaitosOid: string): Promise<boolean> {
    const rows = await sql.query<unknown[]>(
      'SELECT 1 FROM study_right WHERE koulutustoimija_oid = $1 AND institution_oid = $2 LIMIT 1',
      [koulutustoimijaOid, oppilaitosOid],
    );
    return rows.length > 0;
  }

  /** The live study rights that a transfer may mean, row-locked in a fixed order. */
  async candidatesForUpdate(
    sql: SqlRunner,
    reach: Reach,
    wanted: { oid: string | undefined; learnerOids: readonly string[]; oppilaitosOid: string | undefined },
  ): Promise<StudyRight[]> {
    const { oid = null, learnerOids, oppilaitosOid = null } = wanted;
    const rows = await prepared<Row>(sql, CANDIDATES, [reach, oid, learnerOids, oppilaitosOid]);
    return rows.map(studyRightOf);
  }

  /** The live study rights of these oids, of any learner, which stay as they are until the end of the transaction. */
  async linked(sql: SqlRunner, oids: readonly string[]): Promise<StudyRight[]> {
    const rows = await prepared<Row>(sql, LINKED, [oids]);
    return rows.map(studyRightOf);
  }

  /** The live study right, row-locked: the lock that invalidation, HOKS creation and HOKS deletion share. */
  async liveForUpdate(sql: SqlRunner, reach: Reach, oid: string): Promise<StudyRight | null> {
    const [row] = await prepared<Row>(sql, LIVE, [reach, oid]);
    return row === undefined ? null : studyRightOf(row);
  }

  /** The study right, invalidated or not, row-locked: for a HOKS that has one already, and for the support desk. */
  async forUpdate(sql: SqlRunner, reach: Reach, oid: string): Promise<StudyRight | null> {
    const [row] = await sql.query<Row[]>(
      `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr WHERE sr.oid = $2 AND ${withinReach('$1')} FOR UPDATE`,
      [reach, oid],
    );
    return row === undefined ? null : studyRightOf(row);
  }

  /** The study right of this very institution, invalidated or not, row-locked. */
  async anyForUpdate(sql: SqlRunner, institutionOid: string, oid: string): Promise<StudyRight | null> {
    const [row] = await sql.query<Row[]>(
      `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr WHERE sr.oid = $2 AND sr.institution_oid = $1 FOR UPDATE`,
      [institutionOid, oid],
    );
    return row === undefined ? null : studyRightOf(row);
  }

  /** @param invalidatedToo for the support desk; for everyone else an invalidated study right is not found (R161) */
  async find(sql: SqlRunner, reach: Reach, oid: string, invalidatedToo: boolean): Promise<StoredStudyRight | null> {
    const [row] = await sql.query<Row[]>(
      `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr
       WHERE sr.oid = $2 AND ${withinReach('$1')} AND ($3 OR NOT sr.invalidated)`,
      [reach, oid, invalidatedToo],
    );
    return row === undefined ? null : { studyRight: studyRightOf(row), storedAt: row.updated_at };
  }

  /** The live study rights of a person, oldest oid first; a learner has a handful. */
  async ofLearner(sql: SqlRunner, reach: Reach, learnerOids: readonly string[]): Promise<StoredStudyRight[]> {
    const rows = await sql.query<Row[]>(
      `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right sr
       WHERE sr.learner_oid = ANY($2) AND NOT sr.invalidated AND ${withinReach('$1')} ORDER BY sr.oid LIMIT 500`,
      [reach, learnerOids],
    );
    return rows.map((row) => ({ studyRight: studyRightOf(row), storedAt: row.updated_at }));
  }

  /**
   * Marks invalidations as published once more, oldest first, and returns them. Leaves rows that others hold for next
   * time.
   * @param upTo invalidated until then
   */
  async takeInvalidationsToTellAgain(
    sql: SqlRunner,
    { upTo, at }: { upTo: Date; at: Date },
    limit: number,
  ): Promise<StudyRight[]> {
    const [rows] = await sql.query<[Row[], number]>(
      `UPDATE study_right sr SET told_again_at = $1
       FROM (SELECT oid FROM study_right WHERE invalidated AND told_again_at IS NULL AND updated_at <= $2
             ORDER BY updated_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
       WHERE sr.oid = due.oid RETURNING ${STUDY_RIGHT_COLUMNS}`,
      [at, upTo, limit],
    );
    return rows.map(studyRightOf);
  }

  /**
   * Stores a new study right.
   * @returns false when the oid is taken
   * @throws SQLSTATE 23505 when a live study right with the same source id has just been stored
   */
  async insert(sql: SqlRunner, studyRight: StudyRight, by: { actorId: string; at: Date }): Promise<boolean> {
    const version = await this.history.versionValues(sql, null, studyRight, by.actorId);
    const rows = await prepared(sql, INSERT_WITH_VERSION, [...this.values(studyRight, by.at), ...version]);
    return rows.length === 1;
  }

  /**
   * Stores the next version of a study right that this transaction has locked; not waited for. Of an erased one the history goes.
   */
  async update(
    sql: SqlRunner,
    before: StudyRight,
    studyRight: StudyRight,
    by: { actorId: string; at: Date },
  ): Promise<void> {
    const values = this.values(studyRight, by.at);
    if (studyRight.invalidation?.erased === true) {
      const [, affected] = await sql.query<[unknown[], number]>(UPDATE, values);
      requireOne(affected, studyRight);
      await this.history.erase(sql, studyRight.oid);
      return;
    }
    const version = await this.history.versionValues(sql, before.data, studyRight, by.actorId);
    // Only another source id can meet somebody else's; whether it does has to be known before anything is published.
    const store = isDeepStrictEqual(sourceIdOf(before.data), sourceIdOf(studyRight.data)) ? posted : prepared;
    await store(sql, UPDATE_WITH_VERSION, [...values, ...version]);
  }

  private values(studyRight: StudyRight, at: Date): unknown[] {
    const source = sourceIdOf(studyRight.data);
    return [
      studyRight.institutionOid,
      studyRight.koulutustoimijaOid,
      studyRight.learnerOid,
      studyRight.data.tyyppi.koodiarvo,
      stateOf(studyRight.data),
      source?.system ?? null,
      source?.id ?? null,
      startDateOf(studyRight.data),
      endDateOf(studyRight.data),
      studyRight.invalidation !== null,
      studyRight.invalidation?.reason ?? null,
      studyRight.invalidation?.on ?? null,
      studyRight.version,
      JSON.stringify(studyRight.data),
      at,
      studyRight.oid,
      studyRight.invalidation?.erased === true ? at : null,
    ];
  }
}

function requireOne(affected: number, { version }: StudyRight): void {
  if (affected !== 1) throw new Error(`Study right version ${version} was stored without its lock`);
}
