import type { SqlRunner } from '#platform';
import type { Hoks, HoksData } from '../domain/hoks.js';
import type { Reach } from '../domain/study-right.js';
import { withinReach } from './study-right-table.js';

interface Row {
  id: number;
  study_right_oid: string;
  learner_oid: string;
  eid: string;
  manual_entry: boolean;
  data: HoksData;
  deleted_at: Date | null;
}

const COLUMNS = 'h.id, h.study_right_oid, h.learner_oid, h.eid, h.manual_entry, h.data, h.deleted_at';

function hoksOf(row: Row): Hoks {
  return {
    id: row.id,
    studyRightOid: row.study_right_oid,
    learnerOid: row.learner_oid,
    eid: row.eid,
    manualEntry: row.manual_entry,
    data: row.data,
    deletedAt: row.deleted_at,
  };
}

/** Table `hoks`: one row per study right for ever, soft-deleted ones included. */
class HoksTable {
  /** Id of the HOKS that stands in the way of invalidation. Lock the study right first. */
  async liveHoksId(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<number | null> {
    const hoks = await this.ofStudyRight(sql, reach, studyRightOid);
    return hoks === null || hoks.deletedAt !== null ? null : hoks.id;
  }

  /** The HOKS of a study right, soft-deleted or not. */
  async ofStudyRight(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<Hoks | null> {
    return this.one(sql, 'h.study_right_oid = $2', reach, studyRightOid);
  }

  /** The HOKS with the id, if its study right is within the organisation's reach. */
  async find(sql: SqlRunner, reach: Reach, id: number): Promise<Hoks | null> {
    return this.one(sql, 'h.id = $2', reach, id);
  }

  /**
   * The HOKS that has not been deleted, with a digest of all its data that tells whether anything in it has changed.
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
    hoks: { data: HoksData; actorId: string; at: Date },
  ): Promise<number> {
    const { data } = hoks;
    const [row] = await sql.query<{ id: number }[]>(
      `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [institutionOid, data['opiskeluoikeus-oid'], data['oppija-oid'], JSON.stringify(data), hoks.at, hoks.actorId],
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
      `UPDATE hoks SET deleted_at = $3, deleted_by = $4 WHERE id = $2 AND institution_oid = $1 AND deleted_at IS NULL`,
      [institutionOid, deletion.id, deletion.at, deletion.actorId],
    );
  }

  /** The HOKS follows its study right to another oppilaitos. */
  async move(sql: SqlRunner, institutionOid: string, studyRightOid: string): Promise<void> {
    await sql.query('UPDATE hoks SET institution_oid = $1 WHERE study_right_oid = $2 AND institution_oid <> $1', [
      institutionOid,
      studyRightOid,
    ]);
  }

  private async one(sql: SqlRunner, condition: string, reach: Reach, value: string | number): Promise<Hoks | null> {
    const [row] = await sql.query<Row[]>(
      `SELECT ${COLUMNS} FROM hoks h JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE ${condition} AND ${withinReach('$1')}`,
      [reach, value],
    );
    return row === undefined ? null : hoksOf(row);
  }
}

export const hoksTable = new HoksTable();
