import { Injectable } from '@nestjs/common';
import { fieldsOf, type SqlRunner } from '#platform';
import type { Case } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import type { PlannedAttainment } from '../domain/recording.js';

/** An attainment in the register of this service. */
export interface Attainment extends PlannedAttainment {
  readonly id: string;
  readonly decisionId: string;
}

export const ATTAINMENT = fieldsOf<Attainment>({
  id: 'id',
  decisionId: 'decision_id',
  recognitionType: 'recognition_type',
  courseCode: 'course_code',
  name: 'name',
  credits: 'credits',
  grade: 'grade',
  fieldOfEducation: 'field_of_education',
  bases: 'bases',
  originalDate: 'original_date::text',
  attainmentDate: 'attainment_date::text',
  recognitionDate: 'recognition_date::text',
});

/** Attainments are added once, by the recording of a decision, and never changed here. */
@Injectable()
export class Attainments {
  async add(
    sql: SqlRunner,
    applicationCase: Case,
    decision: Decision,
    attainments: readonly Attainment[],
  ): Promise<void> {
    if (attainments.length === 0) return;
    await sql.query(
      `INSERT INTO attainment (institution_oid, application_id, part_id, student_id, study_right_id, ${ATTAINMENT.columns})
       SELECT $1, $2, $3, $4, $5, ${ATTAINMENT.columns} FROM jsonb_populate_recordset(NULL::attainment, $6::jsonb)`,
      [
        decision.institutionOid,
        decision.applicationId,
        decision.partId,
        applicationCase.studentId,
        applicationCase.studyRightId,
        JSON.stringify(attainments.map((attainment) => ATTAINMENT.rowOf(attainment))),
      ],
    );
  }

  async ofDecision(sql: SqlRunner, institutionOid: string, decisionId: string): Promise<Attainment[]> {
    return sql.query<Attainment[]>(
      `SELECT ${ATTAINMENT.selected} FROM attainment WHERE institution_oid = $1 AND decision_id = $2 ORDER BY id`,
      [institutionOid, decisionId],
    );
  }
}
