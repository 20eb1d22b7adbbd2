import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { Outcome } from '../domain/case.js';
import type { DecisionState } from '../domain/decision.states.js';
import type { Decision } from '../domain/decision.js';

const COLUMNS = `id, institution_oid, application_id, part_id, round, state, outcome, granted_credits, grade,
  field_of_education, keywords, reasons, basis_name, decider_id, decided_at, void_reason, bank_key, recorder_id, recorded_at,
  agreed_public_text`;

/** Decisions. The row of the case is locked before the row of a decision, everywhere, so that nobody waits in a circle. */
@Injectable()
export class Decisions {
  /** The application a decision belongs to; never changes, so it may be read before the locks. */
  async applicationOf(sql: SqlRunner, institutionOid: string, id: string): Promise<string | undefined> {
    const [row] = await sql.query<{ application_id: string }[]>(
      `SELECT application_id FROM decision WHERE institution_oid = $1 AND id = $2`,
      [institutionOid, id],
    );
    return row?.application_id;
  }

  async lock(sql: SqlRunner, institutionOid: string, id: string): Promise<Decision | undefined> {
    const [row] = await sql.query<DecisionRow[]>(
      `SELECT ${COLUMNS} FROM decision WHERE institution_oid = $1 AND id = $2 FOR UPDATE`,
      [institutionOid, id],
    );
    return row && decisionFrom(row);
  }

  /** The one decision of the part and round that is not void. */
  async standing(
    sql: SqlRunner,
    institutionOid: string,
    part: { applicationId: string; partId: string; round: number },
  ): Promise<Decision | undefined> {
    const [row] = await sql.query<DecisionRow[]>(
      `SELECT ${COLUMNS} FROM decision
        WHERE institution_oid = $1 AND application_id = $2 AND part_id = $3 AND round = $4 AND state <> 'VOID'
        FOR UPDATE`,
      [institutionOid, part.applicationId, part.partId, part.round],
    );
    return row && decisionFrom(row);
  }

  /** The name of who made it is that of the day (Administrative Procedure Act, section 44), as far as it is known. */
  async add(sql: SqlRunner, decision: Decision): Promise<void> {
    await sql.query(
      `INSERT INTO decision (${COLUMNS}, decider_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
         (SELECT name FROM staff_copy WHERE institution_oid = $2 AND person_id = $14))`,
      [
        decision.id,
        decision.institutionOid,
        decision.applicationId,
        decision.partId,
        decision.round,
        decision.state,
        decision.outcome,
        decision.grantedCredits,
        decision.grade,
        decision.fieldOfEducation,
        decision.keywords,
        decision.reasons,
        decision.basisName,
        decision.deciderId,
        decision.decidedAt,
        decision.voidReason,
        decision.bankKey,
        decision.recorderId,
        decision.recordedAt,
        decision.agreedPublicText,
      ],
    );
  }

  /** Public texts with the applicant's name that an officer let stand for this part, in whatever decision. */
  async agreedPublicTexts(
    sql: SqlRunner,
    institutionOid: string,
    part: { readonly applicationId: string; readonly partId: string },
  ): Promise<string[]> {
    const rows = await sql.query<{ agreed_public_text: string }[]>(
      `SELECT DISTINCT agreed_public_text FROM decision
        WHERE institution_oid = $1 AND application_id = $2 AND part_id = $3 AND agreed_public_text IS NOT NULL`,
      [institutionOid, part.applicationId, part.partId],
    );
    return rows.map(({ agreed_public_text }) => agreed_public_text);
  }

  /** Before a name is removed from the copy of the staff: decisions that were made before they kept it themselves take it. */
  async keepNameOfDecider(sql: SqlRunner, personId: string): Promise<void> {
    await sql.query(
      `UPDATE decision SET decider_name = staff.name FROM staff_copy staff
        WHERE staff.person_id = $1 AND decision.institution_oid = staff.institution_oid
          AND decision.decider_id = staff.person_id AND decision.decider_name IS NULL`,
      [personId],
    );
  }

  /**
   * Writes the next state of a decision whose row is locked. What was decided never changes, only how far it got.
   * @param from the state the row must be in; anything else means that the lock was not held, a bug
   */
  async advance(sql: SqlRunner, decision: Decision, from: DecisionState): Promise<void> {
    const updated = await sql.query<[unknown[], number]>(
      `UPDATE decision SET state = $4, void_reason = $5, bank_key = $6, recorder_id = $7, recorded_at = $8
        WHERE institution_oid = $1 AND id = $2 AND state = $3`,
      [
        decision.institutionOid,
        decision.id,
        from,
        decision.state,
        decision.voidReason,
        decision.bankKey,
        decision.recorderId,
        decision.recordedAt,
      ],
    );
    if (updated[1] !== 1) throw new Error(`decision ${decision.id} was not in state ${from}`);
  }
}

interface DecisionRow {
  id: string;
  institution_oid: string;
  application_id: string;
  part_id: string;
  round: number;
  state: DecisionState;
  outcome: Outcome;
  granted_credits: number;
  grade: string | null;
  field_of_education: number | null;
  keywords: string[];
  reasons: string | null;
  basis_name: string | null;
  decider_id: string;
  decided_at: Date;
  void_reason: string | null;
  bank_key: string | null;
  recorder_id: string | null;
  recorded_at: Date | null;
  agreed_public_text: string | null;
}

function decisionFrom(row: DecisionRow): Decision {
  return {
    id: row.id,
    institutionOid: row.institution_oid,
    applicationId: row.application_id,
    partId: row.part_id,
    round: row.round,
    state: row.state,
    outcome: row.outcome,
    grantedCredits: row.granted_credits,
    grade: row.grade,
    fieldOfEducation: row.field_of_education,
    keywords: row.keywords,
    reasons: row.reasons,
    basisName: row.basis_name,
    deciderId: row.decider_id,
    decidedAt: row.decided_at,
    voidReason: row.void_reason,
    bankKey: row.bank_key,
    recorderId: row.recorder_id,
    recordedAt: row.recorded_at,
    agreedPublicText: row.agreed_public_text,
  };
}
