import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { HoksRepository } from '../../hoks/persistence/hoks.repository.js';
import type { Reach } from '../../study-rights/domain/study-right.js';

/** How a HOKS has come to have no study right: invalidated in spite of it, or not known here at all. */
export type Breach = 'INVALIDATED' | 'UNKNOWN';

/** A HOKS that has not been deleted, with what is wrong with its study right; null: nothing is. */
export interface HoksOfPair {
  readonly id: number;
  readonly institutionOid: string;
  readonly studyRightOid: string;
  readonly learnerOid: string;
  readonly createdAt: Date;
  readonly breach: Breach | null;
}

const COLUMNS = `h.id, h.institution_oid AS "institutionOid", h.study_right_oid AS "studyRightOid",
  h.learner_oid AS "learnerOid", h.created_at AS "createdAt"`;
const IN_FORCE = 'h.deleted_at IS NULL AND ($1::text IS NULL OR h.institution_oid = $1)';

/** Live HOKSes whose study right is gone: they came from the time before the guard (R160, R161). Tables `hoks`, `hoks_repair`. */
@Injectable()
export class BrokenHoksRepository {
  constructor(private readonly hokses: HoksRepository) {}

  /**
   * A page of them in the order of their ids. By two small indexes: of HOKSes with an unknown study right, and of
   * invalidated study rights, each of which has one HOKS at most.
   */
  async page(sql: SqlRunner, reach: Reach, after: number, limit: number): Promise<HoksOfPair[]> {
    return sql.query<HoksOfPair[]>(
      `SELECT ${COLUMNS}, 'UNKNOWN' AS breach FROM hoks h
       WHERE NOT h.has_study_right AND ${IN_FORCE} AND h.id > $2::bigint
         AND NOT EXISTS (SELECT FROM study_right sr WHERE sr.oid = h.study_right_oid)
       UNION ALL
       SELECT ${COLUMNS}, 'INVALIDATED' FROM study_right sr
       CROSS JOIN LATERAL (SELECT * FROM hoks h WHERE h.study_right_oid = sr.oid AND ${IN_FORCE} LIMIT 1) h
       WHERE sr.invalidated AND h.id > $2::bigint
       ORDER BY id LIMIT $3`,
      [reach, after, limit],
    );
  }

  /** The HOKS that has not been deleted, broken or not, row-locked. Lock its study right first, if there is one. */
  async findForUpdate(sql: SqlRunner, reach: Reach, id: number): Promise<HoksOfPair | null> {
    const [row] = await sql.query<HoksOfPair[]>(
      `SELECT ${COLUMNS}, CASE WHEN sr.oid IS NULL THEN 'UNKNOWN' WHEN sr.invalidated THEN 'INVALIDATED' END AS breach
       FROM hoks h LEFT JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE ${IN_FORCE} AND h.id = $2 FOR UPDATE OF h`,
      [reach, id],
    );
    return row ?? null;
  }

  /** Oid of the study right of a HOKS that has not been deleted. */
  async studyRightOidOf(sql: SqlRunner, reach: Reach, id: number): Promise<string | null> {
    const [row] = await sql.query<{ oid: string }[]>(
      `SELECT study_right_oid AS oid FROM hoks
       WHERE id = $2 AND deleted_at IS NULL AND ($1::text IS NULL OR institution_oid = $1)`,
      [reach, id],
    );
    return row?.oid ?? null;
  }

  /** Soft-deletes the HOKS of a pair and keeps why and by whom. */
  async repair(
    sql: SqlRunner,
    institutionOid: string,
    repair: { hoksId: number; breach: Breach; reason: string; actorId: string; at: Date },
  ): Promise<void> {
    await this.hokses.softDelete(sql, institutionOid, { ...repair, id: repair.hoksId });
    await sql.query(
      `INSERT INTO hoks_repair (institution_oid, hoks_id, study_right, reason, repaired_by, repaired_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (hoks_id) DO UPDATE SET institution_oid = excluded.institution_oid, study_right = excluded.study_right,
         reason = excluded.reason, repaired_by = excluded.repaired_by, repaired_at = excluded.repaired_at`,
      [institutionOid, repair.hoksId, repair.breach, repair.reason, repair.actorId, repair.at],
    );
  }
}
