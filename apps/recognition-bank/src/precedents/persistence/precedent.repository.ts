import { Injectable } from '@nestjs/common';
import { PERSONAL_DATA_SCAN } from '#kernel';
import { rowsChanged, type SqlRunner } from '#platform';
import type { Precedent, WrittenTexts } from '../domain/precedent.js';

/** An entry's texts by people, and the id by which it is saved again. */
export type WrittenOf = WrittenTexts & Pick<Precedent, 'id'>;

/** Rows are counted up to this, for a metric. */
const COUNTED = 10_000;

@Injectable()
export class PrecedentRepository {
  /**
   * Adds the entry unless the institution already has one with the same bank key.
   * @returns how many were added
   */
  async add(sql: SqlRunner, precedent: Precedent): Promise<number> {
    return rowsChanged(
      sql,
      `INSERT INTO precedent (id, institution_oid, bank_key, programme_code, programme_name, basis_kind, basis_code,
         basis_name, basis_keywords, target_name, recognition_type, partial, credits_applied, credits_granted,
         recognised_month, withheld, scanned)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       ON CONFLICT (institution_oid, bank_key) DO NOTHING`,
      [
        precedent.id,
        precedent.institutionOid,
        precedent.bankKey,
        precedent.programmeCode,
        precedent.programmeName,
        precedent.basisKind,
        precedent.basisCode,
        precedent.basisName,
        precedent.basisKeywords,
        precedent.targetName,
        precedent.recognitionType,
        precedent.partial,
        precedent.creditsApplied,
        precedent.creditsGranted,
        precedent.recognisedMonth,
        precedent.withheld,
        PERSONAL_DATA_SCAN,
      ],
    );
  }

  /** Entries that today's scan has not seen, locked; those that another process has in hand are left to it. */
  async lockUnscanned(sql: SqlRunner, limit: number): Promise<WrittenOf[]> {
    return sql.query<WrittenOf[]>(
      `SELECT id, basis_name AS "basisName", basis_code AS "basisCode", basis_keywords AS "basisKeywords"
         FROM precedent WHERE scanned < $1 LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [PERSONAL_DATA_SCAN, limit],
    );
  }

  async markScanned(sql: SqlRunner, ids: readonly string[]): Promise<void> {
    await sql.query(`UPDATE precedent SET scanned = $2 WHERE id = ANY ($1::uuid[])`, [ids, PERSONAL_DATA_SCAN]);
  }

  /** Overwrites the texts by people with what is left of them. */
  async withhold(sql: SqlRunner, { id, basisName, basisCode, basisKeywords }: WrittenOf): Promise<void> {
    await sql.query(
      `UPDATE precedent SET basis_name = $2, basis_code = $3, basis_keywords = $4, withheld = true WHERE id = $1`,
      [id, basisName, basisCode, basisKeywords],
    );
  }

  /** How many entries lack a text that contained personal data, counted to 10,000. */
  async countWithheld(sql: SqlRunner): Promise<number> {
    const [row] = await sql.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM (SELECT FROM precedent WHERE withheld LIMIT $1) AS counted`,
      [COUNTED],
    );
    return row?.count ?? 0;
  }
}
