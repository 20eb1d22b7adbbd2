import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { Basis, Case, CasePart, Outcome, PartState, RecognitionType, Target } from '../domain/case.js';

/**
 * The copies of applications. Whatever happens to a case locks its row first: the events of a case share a key, so the
 * order of locks is the order of events.
 */
@Injectable()
export class Cases {
  /** The case with its row locked for the rest of the transaction. */
  async lock(sql: SqlRunner, institutionOid: string, applicationId: string): Promise<Case | undefined> {
    return this.load(sql, institutionOid, applicationId, 'FOR UPDATE');
  }

  async find(sql: SqlRunner, institutionOid: string, applicationId: string): Promise<Case | undefined> {
    return this.load(sql, institutionOid, applicationId, '');
  }

  /** The current handlers of any part that the student has, or had, before the institution. */
  async handlersOfStudent(sql: SqlRunner, institutionOid: string, studentId: string): Promise<string[]> {
    const rows = await sql.query<{ handler_id: string }[]>(
      `SELECT DISTINCT part.handler_id FROM application_case "case"
         JOIN case_part part USING (institution_oid, application_id)
        WHERE "case".institution_oid = $1 AND "case".student_id = $2 AND part.handler_id IS NOT NULL`,
      [institutionOid, studentId],
    );
    return rows.map((row) => row.handler_id);
  }

  /** Writes the copy unless the stored one is as new. */
  async save(sql: SqlRunner, applicationCase: Case): Promise<void> {
    const { institutionOid, applicationId } = applicationCase;
    const written = await sql.query<unknown[]>(
      `INSERT INTO application_case
         (institution_oid, application_id, version, state, student_id, study_right_id, programme_code)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (institution_oid, application_id) DO UPDATE
         SET version = excluded.version, state = excluded.state, student_id = excluded.student_id,
             study_right_id = excluded.study_right_id, programme_code = excluded.programme_code
       WHERE application_case.version < excluded.version
       RETURNING version`,
      [
        institutionOid,
        applicationId,
        applicationCase.version,
        applicationCase.state,
        applicationCase.studentId,
        applicationCase.studyRightId,
        applicationCase.programmeCode,
      ],
    );
    if (written.length === 0) return;
    await sql.query(
      `DELETE FROM case_part WHERE institution_oid = $1 AND application_id = $2 AND part_id <> ALL ($3::uuid[])`,
      [institutionOid, applicationId, applicationCase.parts.map(({ partId }) => partId)],
    );
    await sql.query(
      `INSERT INTO case_part (institution_oid, application_id, part_id, number, round, state, outcome, handler_id, type,
                              bases, targets, credits_applied, content_round)
       SELECT $1, $2, part.* FROM jsonb_to_recordset($3::jsonb) AS part ("partId" uuid, number integer, round integer,
         state text, outcome text, "handlerId" text, type text, bases jsonb, targets jsonb, "creditsApplied" integer,
         "contentRound" integer)
       ON CONFLICT (institution_oid, application_id, part_id) DO UPDATE
         SET number = excluded.number, round = excluded.round, state = excluded.state, outcome = excluded.outcome,
             handler_id = excluded.handler_id, type = excluded.type, bases = excluded.bases, targets = excluded.targets,
             credits_applied = excluded.credits_applied, content_round = excluded.content_round`,
      [institutionOid, applicationId, JSON.stringify(applicationCase.parts)],
    );
  }

  private async load(sql: SqlRunner, institutionOid: string, applicationId: string, lock: '' | 'FOR UPDATE') {
    const [row] = await sql.query<CaseRow[]>(
      `SELECT version, state, student_id, study_right_id, programme_code FROM application_case
        WHERE institution_oid = $1 AND application_id = $2 ${lock}`,
      [institutionOid, applicationId],
    );
    if (!row) return undefined;
    // A separate statement after the lock: it sees what the previous holder of the lock has committed.
    const parts = await sql.query<PartRow[]>(
      `SELECT part_id, number, round, state, outcome, handler_id, type, bases, targets, credits_applied,
              content_round FROM case_part
        WHERE institution_oid = $1 AND application_id = $2 ORDER BY number, part_id`,
      [institutionOid, applicationId],
    );
    return caseFrom(institutionOid, applicationId, row, parts);
  }
}

interface CaseRow {
  version: number;
  state: string;
  student_id: string;
  study_right_id: string;
  programme_code: string;
}

interface PartRow {
  part_id: string;
  number: number;
  round: number;
  state: PartState;
  outcome: Outcome | null;
  handler_id: string | null;
  type: RecognitionType;
  bases: Basis[];
  targets: Target[];
  credits_applied: number;
  content_round: number;
}

function caseFrom(institutionOid: string, applicationId: string, row: CaseRow, parts: readonly PartRow[]): Case {
  return {
    institutionOid,
    applicationId,
    version: row.version,
    state: row.state,
    studentId: row.student_id,
    studyRightId: row.study_right_id,
    programmeCode: row.programme_code,
    parts: parts.map(partFrom),
  };
}

function partFrom(row: PartRow): CasePart {
  return {
    partId: row.part_id,
    number: row.number,
    round: row.round,
    state: row.state,
    outcome: row.outcome,
    handlerId: row.handler_id,
    type: row.type,
    bases: row.bases,
    targets: row.targets,
    creditsApplied: row.credits_applied,
    contentRound: row.content_round,
  };
}
