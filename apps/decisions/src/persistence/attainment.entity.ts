import { EntitySchema } from 'typeorm';
import { type Columns, MappedTable } from '#platform';
import type { PlannedAttainment } from '../domain/recording.js';

/** An attainment in the register of this service. */
export interface Attainment extends PlannedAttainment {
  readonly id: string;
  readonly decisionId: string;
}

/** An attainment, and whose it is. */
export type AttainmentRow = Attainment & Readonly<Record<(typeof OF_WHOM)[number], string>>;

/** What a row has beside the attainment. */
export const OF_WHOM = ['institutionOid', 'applicationId', 'partId', 'studentId', 'studyRightId'] as const;

export const AttainmentEntity = new EntitySchema<AttainmentRow>({
  name: 'Attainment',
  tableName: 'attainment',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    id: { name: 'id', type: 'uuid', primary: true },
    decisionId: { name: 'decision_id', type: 'uuid' },
    applicationId: { name: 'application_id', type: 'uuid' },
    partId: { name: 'part_id', type: 'uuid' },
    studentId: { name: 'student_id', type: 'text' },
    studyRightId: { name: 'study_right_id', type: 'text' },
    recognitionType: { name: 'recognition_type', type: 'text' },
    courseCode: { name: 'course_code', type: 'text', nullable: true },
    name: { name: 'name', type: 'jsonb' },
    credits: { name: 'credits', type: 'integer' },
    grade: { name: 'grade', type: 'text', nullable: true },
    fieldOfEducation: { name: 'field_of_education', type: 'integer', nullable: true },
    bases: { name: 'bases', type: 'jsonb' },
    originalDate: { name: 'original_date', type: 'date' },
    attainmentDate: { name: 'attainment_date', type: 'date' },
    recognitionDate: { name: 'recognition_date', type: 'date' },
  } satisfies Columns<AttainmentRow>,
});

export const ATTAINMENT = new MappedTable(AttainmentEntity);
