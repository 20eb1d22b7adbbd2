import { Injectable } from '@nestjs/common';
import { prepared, type SqlRunner } from '#platform';
import type { Hoks, HoksData } from '../domain/hoks.js';
import type { Reach } from '../../study-rights/domain/study-right.js';
import { LearnerRepository } from '../../study-rights/persistence/learner.repository.js';
import { withinReach } from '../../study-rights/persistence/study-right.repository.js';

interface Row {
  id: number;
  study_right_oid: string;
  learner_oid: string;
  institution_oid: string;
  eid: string;
  manual_entry: boolean;
  version: number;
  data: HoksData;
  deleted_at: Date | null;
}

export interface HoksPageWish {
  /** The last id that the reader has had; 0 at first. */
  readonly fromId: number;
  readonly amount: number;
  readonly updatedAfter: Date | null;
  /** Types of study right that the reader deals with; null: all. */
  readonly types: readonly string[] | null;
}

/** Bytes of data with which a page of HOKSes is full: a HOKS may have 2 MB, and an answer is built in memory. */
const LARGEST_PAGE = 16 * 1024 * 1024;

const COLUMNS =
  'h.id, h.study_right_oid, h.learner_oid, h.institution_oid, h.eid, h.manual_entry, h.version, h.data, h.deleted_at';

/** @param condition on one HOKS, by the value of the second parameter; the first is the reach */
function oneWhere(condition: string): string {
  return `SELECT ${COLUMNS} FROM hoks h LEFT JOIN study_right sr ON sr.oid = h.study_right_oid
    WHERE ${condition} AND (${withinReach('$1')} OR (sr.oid IS NULL AND h.institution_oid = $1))`;
}

const OF_STUDY_RIGHT = { name: 'hoks-of-study-right', text: oneWhere('h.study_right_oid = $2') };

function hoksOf(row: Row): Hoks {
  return {
    id: row.id,
    studyRightOid: row.study_right_oid,
    learnerOid: row.learner_oid,
    institutionOid: row.institution_oid,
    eid: row.eid,
    manualEntry: row.manual_entry,
    version: row.version,
    data: row.data,
    deletedAt: row.deleted_at,
  };
}

/** Table `hoks`: one row per study right for ever, soft-deleted ones included. */
@Injectable()
export class HoksRepository {
  constructor(private readonly learners: LearnerRepository) {}

  /** Id of the HOKS that stands in the way of invalidation. Lock the study right first. */
  async liveHoksId(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<number | null> {
    const hoks = await this.ofStudyRight(sql, reach, studyRightOid);
    return hoks === null || hoks.deletedAt !== null ? null : hoks.id;
  }

  /** The HOKS of a study right, soft-deleted or not. */
  async ofStudyRight(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<Hoks | null> {
    const [row] = await prepared<Row>(sql, OF_STUDY_RIGHT, [reach, studyRightOid]);
    return row === undefined ? null : hoksOf(row);
  }

  /** The HOKS with the id, if its study right is within reach; of an unknown study right, if its oppilaitos is. */
  async find(sql: SqlRunner, reach: Reach, id: number): Promise<Hoks | null> {
    return this.one(sql, 'h.id = $2', reach, id);
  }

  /** The same, row-locked. Lock its study right first, if there is one. */
  async findForUpdate(sql: SqlRunner, reach: Reach, id: number): Promise<Hoks | null> {
    return this.one(sql, 'h.id = $2', reach, id, 'FOR UPDATE OF h');
  }

  /**
   * The HOKS that has not been deleted, with a digest of all its data that shows whether anything in it has changed.
   * Lock the study right first.
   */
  async liveWithDigest(
    sql: SqlRunner,
    institutionOid: string,
    studyRightOid: string,
  ): Promise<{ id: number; digest: string } | null> {
    const [row] = await sql.query<{ id: number; digest: string }[]>(
      `SELECT id, encode(sha256(convert_to(data::text, 'UTF8')), 'hex') AS digest FROM hoks
       WHERE institution_oid = $1 AND study_right_oid = $2 AND deleted_at IS NULL`,
      [institutionOid, studyRightOid],
    );
    return row ?? null;
  }

  /** Stores a HOKS for a study right that this transaction has locked. @returns its id */
  async insert(
    sql: SqlRunner,
    institutionOid: string,
    hoks: { data: HoksData; manualEntry: boolean; actorId: string; at: Date },
  ): Promise<number> {
    const { data, manualEntry } = hoks;
    const [row] = await sql.query<{ id: number }[]>(
      `INSERT INTO hoks (institution_oid, study_right_oid, has_study_right, learner_oid, data, manual_entry, created_at, updated_at,
         created_by)
       VALUES ($1, $2, true, $3, $4, $5, $6, $6, $7) RETURNING id`,
      [
        institutionOid,
        data['opiskeluoikeus-oid'],
        data['oppija-oid'],
        JSON.stringify(data),
        manualEntry,
        hoks.at,
        hoks.actorId,
      ],
    );
    if (row === undefined) throw new Error('The database stored a HOKS without giving its id');
    return row.id;
  }

  /** Marks a HOKS deleted; it goes on keeping the place of its study right. */
  async softDelete(
    sql: SqlRunner,
    institutionOid: string,
    deletion: { id: number; actorId: string; at: Date },
  ): Promise<void> {
    await sql.query(
      `UPDATE hoks SET deleted_at = $3, deleted_by = $4, updated_at = $3, version = version + 1
       WHERE id = $2 AND institution_oid = $1 AND deleted_at IS NULL`,
      [institutionOid, deletion.id, deletion.at, deletion.actorId],
    );
  }

  /** Stores new data of a HOKS whose study right this transaction has locked. */
  async update(sql: SqlRunner, institutionOid: string, hoks: Hoks, at: Date): Promise<void> {
    await sql.query(
      `UPDATE hoks SET learner_oid = $3, data = $4, updated_at = $5, version = version + 1 WHERE id = $2 AND institution_oid = $1`,
      [institutionOid, hoks.id, hoks.learnerOid, JSON.stringify(hoks.data), at],
    );
  }

  /** Takes a soft deletion back. */
  async restore(sql: SqlRunner, institutionOid: string, { id, at }: { id: number; at: Date }): Promise<void> {
    await sql.query(
      `UPDATE hoks SET deleted_at = NULL, deleted_by = NULL, updated_at = $3, version = version + 1 WHERE id = $2 AND institution_oid = $1`,
      [institutionOid, id, at],
    );
  }

  /** Deletes a HOKS for good, which frees the place of its study right; the last content moves to `erased_hoks`. */
  async erase(
    sql: SqlRunner,
    institutionOid: string,
    erasure: { id: number; actorId: string; at: Date },
  ): Promise<void> {
    const columns = `id, eid, institution_oid, study_right_oid, learner_oid, data, manual_entry, created_at, created_by,
      deleted_at, deleted_by`;
    await sql.query(
      `WITH gone AS (DELETE FROM hoks WHERE id = $2 AND institution_oid = $1 RETURNING ${columns})
       INSERT INTO erased_hoks (${columns}, erased_at, erased_by) SELECT ${columns}, $3, $4 FROM gone`,
      [institutionOid, erasure.id, erasure.at, erasure.actorId],
    );
  }

  /**
   * HOKSes in the order of their ids; soft-deleted ones too, those of invalidated study rights not (R161). A page ends
   * early when it is large, but is never empty before the end.
   */
  async page(sql: SqlRunner, reach: Reach, { fromId, amount, updatedAfter, types }: HoksPageWish): Promise<Hoks[]> {
    const rows = await sql.query<Row[]>(
      `WITH page AS (
         SELECT ${COLUMNS}, octet_length(h.data::text) AS size FROM hoks h JOIN study_right sr ON sr.oid = h.study_right_oid
         WHERE h.id > $2 AND ($3::timestamptz IS NULL OR h.updated_at > $3) AND NOT sr.invalidated AND ${withinReach('$1')}
           AND ($5::text[] IS NULL OR sr.type = ANY($5))
         ORDER BY h.id LIMIT $4)
       SELECT * FROM (SELECT *, sum(size) OVER (ORDER BY id) - size AS before FROM page) sized
       WHERE before < ${LARGEST_PAGE} ORDER BY id`,
      [reach, fromId, updatedAfter, amount, types],
    );
    return rows.map(hoksOf);
  }

  /** The HOKSes in force of a person, whose study rights are in force too (R161). */
  async ofLearner(sql: SqlRunner, reach: Reach, learnerOids: readonly string[]): Promise<Hoks[]> {
    const rows = await sql.query<Row[]>(
      `SELECT ${COLUMNS} FROM hoks h JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE h.learner_oid = ANY($2) AND h.deleted_at IS NULL AND NOT sr.invalidated AND ${withinReach('$1')}
       ORDER BY h.id LIMIT 500`,
      [reach, learnerOids],
    );
    return rows.map(hoksOf);
  }

  /** A page of them, by id. */
  async pageOfLearner(
    sql: SqlRunner,
    learnerOids: readonly string[],
    { after, limit }: { after: number; limit: number },
  ): Promise<Hoks[]> {
    const rows = await sql.query<Row[]>(
      `SELECT ${COLUMNS} FROM hoks h JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE h.learner_oid = ANY($1) AND h.deleted_at IS NULL AND NOT sr.invalidated AND h.id > $2 ORDER BY h.id LIMIT $3`,
      [learnerOids, after, limit],
    );
    return rows.map(hoksOf);
  }

  /** How many HOKSes in force a person has; few enough to count. */
  async countOfLearner(sql: SqlRunner, learnerOids: readonly string[]): Promise<number> {
    const [counted] = await sql.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM hoks h JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE h.learner_oid = ANY($1) AND h.deleted_at IS NULL AND NOT sr.invalidated`,
      [learnerOids],
    );
    return counted?.total ?? 0;
  }

  /** Whether a HOKS belongs to the person who has this oid, under any of the person's oids. */
  async isOfLearner(sql: SqlRunner, { learnerOid }: Hoks, oid: string): Promise<boolean> {
    return this.learners.areOnePerson(sql, learnerOid, oid);
  }

  /** The HOKS follows its study right to another oppilaitos. */
  async move(sql: SqlRunner, institutionOid: string, studyRightOid: string): Promise<void> {
    await sql.query('UPDATE hoks SET institution_oid = $1 WHERE study_right_oid = $2 AND institution_oid <> $1', [
      institutionOid,
      studyRightOid,
    ]);
  }

  private async one(
    sql: SqlRunner,
    condition: string,
    reach: Reach,
    value: string | number,
    lock: '' | 'FOR UPDATE OF h' = '',
  ): Promise<Hoks | null> {
    const [row] = await sql.query<Row[]>(`${oneWhere(condition)} ${lock}`, [reach, value]);
    return row === undefined ? null : hoksOf(row);
  }
}
