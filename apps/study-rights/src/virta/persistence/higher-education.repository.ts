import { Injectable } from '@nestjs/common';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';
import type { HigherEducationStudyRight } from '../domain/higher-education.js';

const STUDY_RIGHTS: CopyTable = {
  ...{ table: 'higher_education_study_right', key: ['institution_oid', 'id'] },
  ...{ content: ['student_id', 'data'], own: ['updated_at'] },
};

/** Table `higher_education_study_right`: read-only copies of what universities publish. */
@Injectable()
export class HigherEducationRepository {
  async findForUpdate(sql: SqlRunner, institutionOid: string, id: string): Promise<HigherEducationStudyRight | null> {
    const [row] = await sql.query<{ data: HigherEducationStudyRight }[]>(
      'SELECT data FROM higher_education_study_right WHERE institution_oid = $1 AND id = $2 FOR UPDATE',
      [institutionOid, id],
    );
    return row?.data ?? null;
  }

  /**
   * Keeps what is newer than the copy.
   * @returns whether it was
   * @throws RefusedEvent for a version that is known with other content
   */
  async save(sql: SqlRunner, studyRight: HigherEducationStudyRight, at: Date): Promise<boolean> {
    const { institutionOid, id, studentId, version } = studyRight;
    const key = { institution_oid: institutionOid, id, version };
    const row = { ...key, student_id: studentId, data: studyRight, updated_at: at };
    return (await keepNewest(sql, STUDY_RIGHTS, [row])) > 0;
  }
}
