import { Injectable } from '@nestjs/common';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';
import type { HigherEducationStudyRight } from '../domain/higher-education.js';

const STUDY_RIGHTS: CopyTable = {
  ...{ table: 'higher_education_study_right', key: ['institution_oid', 'id'] },
  ...{ content: ['student_id', 'data'], own: ['updated_at'] },
};

/** A study right with where it comes from. */
export interface ListedHigherEducation extends HigherEducationStudyRight {
  readonly source: 'UNIVERSITY' | 'VIRTA';
}

export interface HigherEducationPageOf {
  /** Null: of all institutions. */
  readonly institutionOid: string | null;
  readonly studentId: string | null;
  /** Institution and id of the last one of the page before. */
  readonly after: readonly [institutionOid: string, id: string] | undefined;
  readonly limit: number;
}

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

  /** Both tables, in the order of institution and id: an id is in one of them only. */
  async page(
    sql: SqlRunner,
    { institutionOid, studentId, after: [lastInstitution, lastId] = ['', ''], limit }: HigherEducationPageOf,
  ): Promise<ListedHigherEducation[]> {
    const of = (table: string, source: string) =>
      `(SELECT institution_oid, id, data, version, '${source}' AS source FROM ${table}
         WHERE ($1::text IS NULL OR institution_oid = $1) AND ($2::text IS NULL OR student_id = $2)
           AND (institution_oid, id) > ($3, $4)
         ORDER BY institution_oid, id LIMIT $5)`;
    const rows = await sql.query<
      { data: HigherEducationStudyRight; version: number; source: 'UNIVERSITY' | 'VIRTA' }[]
    >(
      `SELECT data, version, source FROM (
         ${of('higher_education_study_right', 'UNIVERSITY')} UNION ALL ${of('virta_study_right', 'VIRTA')}) AS listed
       ORDER BY institution_oid, id LIMIT $5`,
      [institutionOid, studentId, lastInstitution, lastId, limit],
    );
    return rows.map(({ data, version, source }) => ({ ...data, version, source }));
  }
}
