import type { Application, ApplicationPart } from '../domain/application.js';

/** An application row as the driver gives it, its parts gathered in `parts`. */
export interface ApplicationRow {
  readonly institution_oid: string;
  readonly id: string;
  readonly kind: Application['kind'];
  readonly version: number;
  readonly told_version: number;
  readonly student_id: string;
  readonly study_right_id: string;
  readonly programme_code: string;
  readonly handler_id: string | null;
  readonly continued_from_id: string | null;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly changed_at: Date;
  readonly last_request: string | null;
}

export interface PartRow {
  readonly id: string;
  readonly number: number;
  readonly round: number;
  readonly state: ApplicationPart['state'];
  readonly outcome: ApplicationPart['outcome'];
  readonly decision_id: string | null;
  readonly handler_id: string | null;
  readonly content: ApplicationPart['content'];
  readonly return_reason_codes: string[];
  readonly return_message: string | null;
  readonly continued_in_id: string | null;
}

export function toApplication(row: ApplicationRow, parts: readonly PartRow[]): Application {
  return {
    id: row.id,
    institutionOid: row.institution_oid,
    kind: row.kind,
    version: row.version,
    toldVersion: row.told_version,
    studentId: row.student_id,
    studyRightId: row.study_right_id,
    programmeCode: row.programme_code,
    handlerId: row.handler_id,
    continuedFromId: row.continued_from_id,
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    changedAt: row.changed_at,
    parts: parts.map(toPart),
  };
}

function toPart(row: PartRow): ApplicationPart {
  return {
    id: row.id,
    number: row.number,
    round: row.round,
    state: row.state,
    outcome: row.outcome,
    decisionId: row.decision_id,
    handlerId: row.handler_id,
    content: row.content,
    returnReasonCodes: row.return_reason_codes,
    returnMessage: row.return_message,
    continuedInId: row.continued_in_id,
  };
}

export function toPartRow(part: ApplicationPart): PartRow {
  return {
    id: part.id,
    number: part.number,
    round: part.round,
    state: part.state,
    outcome: part.outcome,
    decision_id: part.decisionId,
    handler_id: part.handlerId,
    content: part.content,
    return_reason_codes: [...part.returnReasonCodes],
    return_message: part.returnMessage,
    continued_in_id: part.continuedInId,
  };
}
