import { Injectable } from '@nestjs/common';
import { prepared, type SqlRunner } from '#platform';
import type { Decision } from '../domain/decision.js';
import { DECISION } from './decision.entity.js';

/** The name of who made it is that of the day (Administrative Procedure Act, section 44), as far as it is known. */
const ADD = {
  name: 'add-decision',
  text: `
  INSERT INTO decision (${DECISION.columns})
  SELECT ${DECISION.columns}
    FROM jsonb_populate_record(NULL::decision, $1::jsonb || jsonb_build_object('decider_name',
           (SELECT name FROM staff_copy
             WHERE institution_oid = $1::jsonb ->> 'institution_oid' AND person_id = $1::jsonb ->> 'decider_id')))`,
};

const STANDING = {
  name: 'standing-decision',
  text: `
  SELECT ${DECISION.selected(['deciderName'])} FROM decision
   WHERE institution_oid = $1 AND application_id = $2 AND part_id = $3 AND round = $4 AND state <> 'VOID'
   FOR UPDATE`,
};

const AGREED_TEXTS = {
  name: 'agreed-public-texts',
  text: `
  SELECT DISTINCT agreed_public_text AS text FROM decision
   WHERE institution_oid = $1 AND application_id = $2 AND part_id = $3 AND agreed_public_text IS NOT NULL`,
};

/** Which decision of which institution. */
export interface DecisionKey {
  readonly institutionOid: string;
  readonly id: string;
}

/** Decisions. The row of the case is locked before the row of a decision, everywhere, to prevent deadlocks. */
@Injectable()
export class DecisionRepository {
  /**
   * Loads the decision, asks what is to become of it, and stores that. It is locked from here until the transaction ends.
   * @returns undefined when the institution has no such decision
   */
  async change(
    sql: SqlRunner,
    key: DecisionKey,
    decide: (before: Decision) => Promise<Decision>,
  ): Promise<Decision | undefined> {
    const before = await this.lock(sql, key);
    if (!before) return undefined;
    const after = await decide(before);
    await this.save(sql, before, after);
    return after;
  }

  /** The application a decision belongs to; never changes, so it may be read before the locks. */
  async applicationOf(sql: SqlRunner, { institutionOid, id }: DecisionKey): Promise<string | undefined> {
    const [row] = await DECISION.find(sql, { institutionOid, id });
    return row?.applicationId;
  }

  async lock(sql: SqlRunner, { institutionOid, id }: DecisionKey): Promise<Decision | undefined> {
    const where = { institutionOid, id };
    const [row] = await DECISION.find(sql, where, { lock: 'pessimistic_write', except: ['deciderName'] });
    return row;
  }

  /** The one decision of the part and round that is not void. */
  async standing(
    sql: SqlRunner,
    institutionOid: string,
    part: { applicationId: string; partId: string; round: number },
  ): Promise<Decision | undefined> {
    const values = [institutionOid, part.applicationId, part.partId, part.round];
    const [row] = await prepared<Decision>(sql, STANDING, values);
    return row;
  }

  async add(sql: SqlRunner, decision: Decision): Promise<void> {
    await prepared(sql, ADD, [JSON.stringify(DECISION.rowOf({ ...decision, deciderName: null }))]);
  }

  /** Public texts with the applicant's name that an officer let stand for this part, in any decision. */
  async agreedPublicTexts(
    sql: SqlRunner,
    institutionOid: string,
    part: { readonly applicationId: string; readonly partId: string },
  ): Promise<string[]> {
    const values = [institutionOid, part.applicationId, part.partId];
    return (await prepared<{ text: string }>(sql, AGREED_TEXTS, values)).map(({ text }) => text);
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
   * Writes how far a decision got whose row is locked; what was decided never changes.
   * @throws Error when the row is not in the state that it was in: the lock was not held, a bug
   */
  async save(sql: SqlRunner, before: Decision, after: Decision): Promise<void> {
    if (after === before) return;
    const { institutionOid, id, state: from } = before;
    const { state, voidReason, bankKey, recorderId, recordedAt } = after;
    const changes = { state, voidReason, bankKey, recorderId, recordedAt };
    const affected = await DECISION.update(sql, { institutionOid, id, state: from }, changes);
    if (affected !== 1) throw new Error(`decision ${id} was not in state ${from}`);
  }
}
