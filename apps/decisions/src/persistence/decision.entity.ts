import { EntitySchema } from 'typeorm';
import { type Columns, MappedTable } from '#platform';
import type { Decision } from '../domain/decision.js';

/** A decision, and the decider's name as it was on the day: null where it was not known then. */
export interface DecisionRow extends Decision {
  readonly deciderName: string | null;
}

export const DecisionEntity = new EntitySchema<DecisionRow>({
  name: 'Decision',
  tableName: 'decision',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    id: { name: 'id', type: 'uuid', primary: true },
    applicationId: { name: 'application_id', type: 'uuid' },
    partId: { name: 'part_id', type: 'uuid' },
    round: { name: 'round', type: 'integer' },
    state: { name: 'state', type: 'text' },
    outcome: { name: 'outcome', type: 'text' },
    grantedCredits: { name: 'granted_credits', type: 'integer' },
    grade: { name: 'grade', type: 'text', nullable: true },
    fieldOfEducation: { name: 'field_of_education', type: 'integer', nullable: true },
    keywords: { name: 'keywords', type: 'text', array: true },
    reasons: { name: 'reasons', type: 'text', nullable: true },
    basisName: { name: 'basis_name', type: 'text', nullable: true },
    agreedPublicText: { name: 'agreed_public_text', type: 'text', nullable: true },
    deciderId: { name: 'decider_id', type: 'text' },
    decidedAt: { name: 'decided_at', type: 'timestamptz' },
    voidReason: { name: 'void_reason', type: 'text', nullable: true },
    bankKey: { name: 'bank_key', type: 'uuid', nullable: true },
    recorderId: { name: 'recorder_id', type: 'text', nullable: true },
    recordedAt: { name: 'recorded_at', type: 'timestamptz', nullable: true },
    deciderName: { name: 'decider_name', type: 'text', nullable: true },
  } satisfies Columns<DecisionRow>,
});

export const DECISION = new MappedTable(DecisionEntity);
