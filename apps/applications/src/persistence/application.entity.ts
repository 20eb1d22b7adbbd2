import { EntitySchema } from 'typeorm';
import { type Columns, MappedTable } from '#platform';
import type { Application, ApplicationPart } from '../domain/application.js';
import type { ApplicationState } from '../domain/derive-application-state.js';

/**
 * An application without its parts, with the state that follows from them, which lists are filtered by, and what the request is
 * known by that made its newest version.
 */
export interface ApplicationRow extends Omit<Application, 'parts'> {
  readonly state: ApplicationState;
  readonly lastRequest: string | null;
}

/** A part, and of which application. */
export interface ApplicationPartRow extends ApplicationPart {
  readonly institutionOid: string;
  readonly applicationId: string;
}

export const ApplicationEntity = new EntitySchema<ApplicationRow>({
  name: 'Application',
  tableName: 'application',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    id: { name: 'id', type: 'uuid', primary: true },
    kind: { name: 'kind', type: 'text' },
    number: { name: 'number', type: 'text', nullable: true },
    version: { name: 'version', type: 'integer' },
    toldVersion: { name: 'told_version', type: 'integer', default: 0 },
    studentId: { name: 'student_id', type: 'text' },
    studyRightId: { name: 'study_right_id', type: 'text' },
    programmeCode: { name: 'programme_code', type: 'text' },
    handlerId: { name: 'handler_id', type: 'text', nullable: true },
    continuedFromId: { name: 'continued_from_id', type: 'uuid', nullable: true },
    createdAt: { name: 'created_at', type: 'timestamptz' },
    submittedAt: { name: 'submitted_at', type: 'timestamptz', nullable: true },
    changedAt: { name: 'changed_at', type: 'timestamptz' },
    state: { name: 'state', type: 'text', default: 'DRAFT' },
    lastRequest: { name: 'last_request', type: 'text', nullable: true },
  } satisfies Columns<ApplicationRow>,
});

export const ApplicationPartEntity = new EntitySchema<ApplicationPartRow>({
  name: 'ApplicationPart',
  tableName: 'application_part',
  columns: {
    institutionOid: { name: 'institution_oid', type: 'text', primary: true },
    id: { name: 'id', type: 'uuid', primary: true },
    applicationId: { name: 'application_id', type: 'uuid' },
    number: { name: 'number', type: 'smallint' },
    round: { name: 'round', type: 'integer' },
    state: { name: 'state', type: 'text' },
    outcome: { name: 'outcome', type: 'text', nullable: true },
    decisionId: { name: 'decision_id', type: 'uuid', nullable: true },
    handlerId: { name: 'handler_id', type: 'text', nullable: true },
    content: { name: 'content', type: 'jsonb' },
    sentContent: { name: 'sent_content', type: 'jsonb', nullable: true },
    returnReasonCodes: { name: 'return_reason_codes', type: 'text', array: true },
    proposedChange: { name: 'proposed_change', type: 'jsonb', nullable: true },
    returnedFields: { name: 'returned_fields', type: 'jsonb', default: [] },
    returnMessage: { name: 'return_message', type: 'text', nullable: true },
    transfer: { name: 'transfer', type: 'jsonb', nullable: true },
    continuedInId: { name: 'continued_in_id', type: 'uuid', nullable: true },
    waitingSince: { name: 'waiting_since', type: 'timestamptz', nullable: true },
  } satisfies Columns<ApplicationPartRow>,
});

export const APPLICATION = new MappedTable(ApplicationEntity);
export const APPLICATION_PART = new MappedTable(ApplicationPartEntity);
