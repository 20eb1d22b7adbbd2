import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';

/**
 * Table `koski_sighting`: study rights that the Koski above has shown to us just before it was asked to invalidate them. A row
 * lasts until the invalidation is stored here, so that after a lost answer, or a crash, "not found" is distinguished
 * from a study right that Koski never had.
 */
@Injectable()
export class KoskiSightingRepository {
  async has(sql: SqlRunner, institutionOid: string, studyRightOid: string): Promise<boolean> {
    const rows = await sql.query<unknown[]>(
      'SELECT 1 FROM koski_sighting WHERE institution_oid = $1 AND study_right_oid = $2',
      [institutionOid, studyRightOid],
    );
    return rows.length > 0;
  }

  async add(sql: SqlRunner, institutionOid: string, studyRightOid: string, at: Date): Promise<void> {
    await sql.query(
      `INSERT INTO koski_sighting (institution_oid, study_right_oid, seen_at) VALUES ($1, $2, $3)
       ON CONFLICT (study_right_oid) DO UPDATE SET institution_oid = excluded.institution_oid, seen_at = excluded.seen_at`,
      [institutionOid, studyRightOid, at],
    );
  }

  async remove(sql: SqlRunner, institutionOid: string, studyRightOid: string): Promise<void> {
    await sql.query('DELETE FROM koski_sighting WHERE institution_oid = $1 AND study_right_oid = $2', [
      institutionOid,
      studyRightOid,
    ]);
  }
}
