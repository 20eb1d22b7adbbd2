import type { SqlRunner } from '#platform';
import type { HigherEducationStudyRight } from '../domain/higher-education.js';

/** Table `higher_education_study_right`: read-only copies of what universities publish. */
class HigherEducationTable {
  async findForUpdate(sql: SqlRunner, institutionOid: string, id: string): Promise<HigherEducationStudyRight | null> {
    const [row] = await sql.query<{ data: HigherEducationStudyRight }[]>(
      'SELECT data FROM higher_education_study_right WHERE institution_oid = $1 AND id = $2 FOR UPDATE',
      [institutionOid, id],
    );
    return row?.data ?? null;
  }

  async save(sql: SqlRunner, studyRight: HigherEducationStudyRight, at: Date): Promise<void> {
    await sql.query(
      `INSERT INTO higher_education_study_right (institution_oid, id, student_id, version, data, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (institution_oid, id) DO UPDATE
         SET student_id = excluded.student_id, version = excluded.version, data = excluded.data,
             updated_at = excluded.updated_at
         WHERE excluded.version > higher_education_study_right.version`,
      [
        studyRight.institutionOid,
        studyRight.id,
        studyRight.studentId,
        studyRight.version,
        JSON.stringify(studyRight),
        at,
      ],
    );
  }
}

export const higherEducationTable = new HigherEducationTable();
