import { Injectable } from '@nestjs/common';
import { fieldsOf, type SqlRunner } from '#platform';
import type { DecisionState } from '../domain/decision.states.js';
import type { Decision } from '../domain/decision.js';

/** The columns of a decision. The decider's name stands beside them: it is of the day on which it was written. */
export const DECISION = fieldsOf<Decision>({
  id: 'id',
  institutionOid: 'institution_oid',
  applicationId: 'application_id',
  partId: 'part_id',
  round: 'round',
  state: 'state',
  outcome: 'outcome',
  grantedCredits: 'granted_credits',
  grade: 'grade',
  fieldOfEducation: 'field_of_education',
  keywords: 'keywords',
  reasons: 'reasons',
  basisName: 'basis_name',
  agreedPublicText: 'agreed_public_text',
  deciderId: 'decider_id',
  decidedAt: 'decided_at',
  voidReason: 'void_reason',
  bankKey: 'bank_key',
  recorderId: 'recorder_id',
  recordedAt: 'recorded_at',
});

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
    const [row] = await sql.query<Decision[]>(
      `SELECT ${DECISION.selected} FROM decision WHERE institution_oid = $1 AND id = $2 FOR UPDATE`,
      [institutionOid, id],
    );
    return row;
  }

  /** The one decision of the part and round that is not void. */
  async standing(
    sql: SqlRunner,
    institutionOid: string,
    part: { applicationId: string; partId: string; round: number },
  ): Promise<Decision | undefined> {
    const [row] = await sql.query<Decision[]>(
      `SELECT ${DECISION.selected} FROM decision
        WHERE institution_oid = $1 AND application_id = $2 AND part_id = $3 AND round = $4 AND state <> 'VOID'
        FOR UPDATE`,
      [institutionOid, part.applicationId, part.partId, part.round],
    );
    return row;
  }

  /** The name of who made it is that of the day (Administrative Procedure Act, section 44), as far as it is known. */
  async add(sql: SqlRunner, decision: Decision): Promise<void> {
    await sql.query(
      `INSERT INTO decision (${DECISION.columns}, decider_name)
       SELECT ${DECISION.columns},
              (SELECT name FROM staff_copy staff
                WHERE staff.institution_oid = made.institution_oid AND staff.person_id = made.decider_id)
         FROM jsonb_populate_record(NULL::decision, $1::jsonb) AS made`,
      [JSON.stringify(DECISION.rowOf(decision))],
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
