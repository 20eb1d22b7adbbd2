import type { SqlRunner } from '#platform';
import type { FeedbackDecision, FeedbackState, Survey, SurveyFeedback } from '../domain/feedback.js';

interface Row {
  survey: Survey;
  trigger_date: string | null;
  eligible: boolean;
  state: FeedbackState | null;
  reason: string;
}

/** One survey of a HOKS. */
export interface SurveyKey {
  readonly hoksId: number;
  readonly survey: Survey;
}

/** A survey with what its row is found and told by. */
export interface FeedbackRecord extends SurveyKey {
  readonly institutionOid: string;
  /** The koulutustoimija, or the oppilaitos when none is known: one survey of a kind for a learner there and season. */
  readonly providerOid: string;
  readonly learnerOid: string;
  readonly triggerDate: string | null;
}

/** A survey that the learner's other HOKSes have or had. */
export interface OtherSurvey {
  readonly triggerDate: string;
  readonly sent: boolean;
}

/** Table `hoks_feedback`: one row per HOKS and survey. Lock the study right first. */
class HoksFeedbackTable {
  /** What has been decided about the HOKS. */
  async ofHoks(sql: SqlRunner, hoksId: number): Promise<SurveyFeedback[]> {
    const rows = await sql.query<Row[]>(
      `SELECT survey, trigger_date::text, eligible, state, reason FROM hoks_feedback WHERE hoks_id = $1`,
      [hoksId],
    );
    return rows.map(({ trigger_date: triggerDate, ...row }) => ({ ...row, triggerDate }));
  }

  /** Two HOKSes of a learner are decided on one after the other, so that they never both get one survey. */
  async lockLearner(sql: SqlRunner, learnerOid: string): Promise<void> {
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`feedback ${learnerOid}`]);
  }

  /** The same survey of the learner's other HOKSes at this provider, as far as a record of it was formed. */
  async others(sql: SqlRunner, { hoksId, survey, learnerOid, providerOid }: FeedbackRecord): Promise<OtherSurvey[]> {
    return sql.query<OtherSurvey[]>(
      `SELECT trigger_date::text AS "triggerDate", sent_at IS NOT NULL AS sent FROM hoks_feedback
       WHERE learner_oid = $1 AND provider_oid = $2 AND survey = $3 AND hoks_id <> $4
         AND state IS NOT NULL AND trigger_date IS NOT NULL`,
      [learnerOid, providerOid, survey, hoksId],
    );
  }

  /** Whether the former feedback service had the survey. */
  async isInFormerService(sql: SqlRunner, { hoksId, survey }: SurveyKey): Promise<boolean> {
    const rows = await sql.query<unknown[]>(
      'SELECT 1 FROM hoks_feedback WHERE hoks_id = $1 AND survey = $2 AND in_former_service',
      [hoksId, survey],
    );
    return rows.length > 0;
  }

  /** Stores what has been decided. A survey that has been triggered stays as it is. */
  async save(
    sql: SqlRunner,
    record: FeedbackRecord,
    decision: FeedbackDecision & { readonly due: boolean; readonly at: Date; readonly sentAt: Date | null },
  ): Promise<void> {
    await sql.query(
      `INSERT INTO hoks_feedback AS f (hoks_id, survey, institution_oid, provider_oid, learner_oid, trigger_date, eligible,
         state, reason, due, decided_at, sent_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (hoks_id, survey) DO UPDATE
         SET institution_oid = excluded.institution_oid, provider_oid = excluded.provider_oid,
             learner_oid = excluded.learner_oid, trigger_date = excluded.trigger_date, eligible = excluded.eligible,
             state = excluded.state, reason = excluded.reason, due = excluded.due, decided_at = excluded.decided_at,
             sent_at = excluded.sent_at
       WHERE f.sent_at IS NULL`,
      [
        record.hoksId,
        record.survey,
        record.institutionOid,
        record.providerOid,
        record.learnerOid,
        record.triggerDate,
        decision.eligible,
        decision.state,
        decision.reason,
        decision.due,
        decision.at,
        decision.sentAt,
      ],
    );
  }

  /**
   * Of a deleted HOKS nothing is asked; another one of the learner that it stood in the way of is due again. What has been
   * triggered stays on record.
   */
  async forget(sql: SqlRunner, hoksId: number): Promise<void> {
    await sql.query(
      `WITH gone AS (DELETE FROM hoks_feedback WHERE hoks_id = $1 AND sent_at IS NULL
         RETURNING learner_oid, provider_oid, survey)
       UPDATE hoks_feedback f SET due = true FROM gone
       WHERE f.learner_oid = gone.learner_oid AND f.provider_oid = gone.provider_oid AND f.survey = gone.survey
         AND f.hoks_id <> $1 AND f.reason = 'ei-palautteen-alkuperainen-hoks'`,
      [hoksId],
    );
  }

  /** True for one process at a time, to the end of the transaction. */
  async lockJob(sql: SqlRunner): Promise<boolean> {
    const [row] = await sql.query<{ locked: boolean }[]>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('decide-feedback-on-trigger-date', 0)) AS locked`,
    );
    return row?.locked ?? false;
  }

  /**
   * Surveys whose trigger date has come and has not decided yet, oldest first, their study rights locked. One whose study
   * right is being changed at the moment is left for the next time.
   */
  async due(sql: SqlRunner, today: string, atMost: number): Promise<SurveyKey[]> {
    const locked = await sql.query<{ oid: string }[]>(
      `SELECT sr.oid FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE f.due AND f.trigger_date <= $1 ORDER BY f.trigger_date, f.hoks_id LIMIT $2 FOR UPDATE OF sr SKIP LOCKED`,
      [today, atMost],
    );
    // Read again under the locks: a change of the HOKS may have come first.
    return sql.query<SurveyKey[]>(
      `SELECT f.hoks_id AS "hoksId", f.survey FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id
       WHERE f.due AND f.trigger_date <= $1 AND h.study_right_oid = ANY ($2) ORDER BY f.trigger_date, f.hoks_id, f.survey`,
      [today, locked.map(({ oid }) => oid)],
    );
  }
}

export const hoksFeedbackTable = new HoksFeedbackTable();
