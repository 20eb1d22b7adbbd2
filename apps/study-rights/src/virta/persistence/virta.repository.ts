import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { HigherEducationStudyRight } from '../domain/higher-education.js';
import type { VirtaStudyRight } from '../virta-study-right.js';

type Stored = VirtaStudyRight & Pick<HigherEducationStudyRight, 'version'>;

/** Table `virta_study_right`: read-only study rights from VIRTA records. */
@Injectable()
export class VirtaRepository {
  async findForUpdate(sql: SqlRunner, institutionOid: string, id: string): Promise<Stored | null> {
    const [row] = await sql.query<{ data: VirtaStudyRight; version: number }[]>(
      'SELECT data, version FROM virta_study_right WHERE institution_oid = $1 AND id = $2 FOR UPDATE',
      [institutionOid, id],
    );
    return row === undefined ? null : { ...row.data, version: row.version };
  }

  /**
   * Stores a record: VIRTA has no versions, so a record that says something new is the next one, unless the sender's own
   * time says that it is older than what is stored.
   * @param sentAt null when the sender gives no time: then the record sent last holds
   * @returns the study right with its version; null when the record says what is stored already
   */
  async save(sql: SqlRunner, record: VirtaStudyRight, at: Date, sentAt: Date | null): Promise<Stored | 'OLDER' | null> {
    const counted = sentAt === null || sentAt < at ? sentAt : at;
    const [known] = await sql.query<{ same: boolean; older: boolean }[]>(
      `SELECT data = $3::jsonb AS same, coalesce(sent_at > $4, false) AS older FROM virta_study_right
        WHERE institution_oid = $1 AND id = $2 FOR UPDATE`,
      [record.institutionOid, record.id, JSON.stringify(record), sentAt],
    );
    if (known?.same) {
      await sql.query(
        'UPDATE virta_study_right SET sent_at = greatest(sent_at, $3) WHERE institution_oid = $1 AND id = $2',
        [record.institutionOid, record.id, counted],
      );
      return null;
    }
    if (known?.older) return 'OLDER';
    const [row] = await sql.query<{ version: number }[]>(
      `INSERT INTO virta_study_right (institution_oid, id, student_id, version, data, updated_at, sent_at)
       VALUES ($1, $2, $3, 1, $4, $5, $6)
       ON CONFLICT (institution_oid, id) DO UPDATE
         SET student_id = excluded.student_id, version = virta_study_right.version + 1, data = excluded.data,
             updated_at = excluded.updated_at, sent_at = greatest(virta_study_right.sent_at, excluded.sent_at)
         WHERE excluded.data <> virta_study_right.data
       RETURNING version`,
      [record.institutionOid, record.id, record.studentId, JSON.stringify(record), at, counted],
    );
    return row === undefined ? null : { ...record, version: row.version };
  }
}
