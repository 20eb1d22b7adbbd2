import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#kernel';
import type { SqlRunner } from '#platform';
import type { Basis, Case } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import type { PlannedAttainment } from '../domain/recording.js';

/** An attainment in the register of this service. */
export interface Attainment extends PlannedAttainment {
  readonly id: string;
  readonly decisionId: string;
}

export const ATTAINMENT_COLUMNS = `id, decision_id, recognition_type, course_code, name, credits, grade,
  field_of_education, bases, original_date::text, attainment_date::text, recognition_date::text`;

/** Attainments are added once, by the recording of a decision, and never changed here. */
@Injectable()
export class Attainments {
  async add(sql: SqlRunner, kase: Case, decision: Decision, attainments: readonly Attainment[]): Promise<void> {
    if (attainments.length === 0) return;
    await sql.query(
      `INSERT INTO attainment (institution_oid, decision_id, application_id, part_id, student_id, study_right_id,
         id, recognition_type, course_code, name, credits, grade, field_of_education, bases,
         original_date, attainment_date, recognition_date)
       SELECT $1, $2, $3, $4, $5, $6, planned.* FROM jsonb_to_recordset($7::jsonb) AS planned (id uuid,
         "recognitionType" text, "courseCode" text, name jsonb, credits integer, grade text, "fieldOfEducation" integer,
         bases jsonb, "originalDate" date, "attainmentDate" date, "recognitionDate" date)`,
      [
        decision.institutionOid,
        decision.id,
        decision.applicationId,
        decision.partId,
        kase.studentId,
        kase.studyRightId,
        JSON.stringify(attainments),
      ],
    );
  }

  async ofDecision(sql: SqlRunner, institutionOid: string, decisionId: string): Promise<Attainment[]> {
    const rows = await sql.query<AttainmentRow[]>(
      `SELECT ${ATTAINMENT_COLUMNS} FROM attainment WHERE institution_oid = $1 AND decision_id = $2 ORDER BY id`,
      [institutionOid, decisionId],
    );
    return rows.map(attainmentFrom);
  }
}

export interface AttainmentRow {
  id: string;
  decision_id: string;
  recognition_type: PlannedAttainment['recognitionType'];
  course_code: string | null;
  name: LocalisedText;
  credits: number;
  grade: string | null;
  field_of_education: number | null;
  bases: Basis[];
  original_date: string;
  attainment_date: string;
  recognition_date: string;
}

export function attainmentFrom(row: AttainmentRow): Attainment {
  return {
    id: row.id,
    decisionId: row.decision_id,
    recognitionType: row.recognition_type,
    courseCode: row.course_code,
    name: row.name,
    credits: row.credits,
    grade: row.grade,
    fieldOfEducation: row.field_of_education,
    bases: row.bases,
    originalDate: row.original_date,
    attainmentDate: row.attainment_date,
    recognitionDate: row.recognition_date,
  };
}
