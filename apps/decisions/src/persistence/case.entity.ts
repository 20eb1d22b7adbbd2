import { EntitySchema } from 'typeorm';
import { type Columns, MappedTable } from '#platform';
import type { Case, CasePart } from '../domain/case.js';

export type CaseRow = Omit<Case, 'parts'>;

/** A part, and of which case. */
export interface CasePartRow extends CasePart {
  readonly institutionOid: string;
  readonly applicationId: string;
}

export const CaseEntity = new EntitySchema<CaseRow>({
  name: 'Case',
  tableName: 'application_case',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    applicationId: { name: 'application_id', type: 'uuid', primary: true },
    version: { name: 'version', type: 'integer' },
    state: { name: 'state', type: 'text' },
    studentId: { name: 'student_id', type: 'text' },
    studyRightId: { name: 'study_right_id', type: 'text' },
    programmeCode: { name: 'programme_code', type: 'text' },
  } satisfies Columns<CaseRow>,
});

export const CasePartEntity = new EntitySchema<CasePartRow>({
  name: 'CasePart',
  tableName: 'case_part',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    applicationId: { name: 'application_id', type: 'uuid', primary: true },
    partId: { name: 'part_id', type: 'uuid', primary: true },
    number: { name: 'number', type: 'integer' },
    round: { name: 'round', type: 'integer' },
    state: { name: 'state', type: 'text' },
    outcome: { name: 'outcome', type: 'text', nullable: true },
    handlerId: { name: 'handler_id', type: 'text', nullable: true },
    type: { name: 'type', type: 'text' },
    bases: { name: 'bases', type: 'jsonb' },
    targets: { name: 'targets', type: 'jsonb' },
    creditsApplied: { name: 'credits_applied', type: 'integer' },
    contentRound: { name: 'content_round', type: 'integer' },
  } satisfies Columns<CasePartRow>,
});

export const CASE = new MappedTable(CaseEntity);
export const CASE_PART = new MappedTable(CasePartEntity);
