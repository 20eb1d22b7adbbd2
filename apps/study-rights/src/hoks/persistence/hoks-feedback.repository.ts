import { Injectable } from '@nestjs/common';
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

/** A survey that the job has to decide on. */
export interface SurveyToDecide extends SurveyKey {
  readonly learnerOid: string;
}

/** A survey with what its row is found and published by. */
export interface FeedbackRecord extends SurveyKey {
  readonly institutionOid: string;
  /** The koulutustoimija, or the oppilaitos when none is known: one survey of a kind for a learner there and season. */
  readonly providerOid: string;
  readonly learnerOid: string;
  /** All oids of the learner as a person. */
  readonly learnerOids: readonly string[];
  readonly triggerDate: string | null;
}

/** A survey that the learner's other HOKSes have or had. */
export interface OtherSurvey {
  readonly triggerDate: string;
  readonly sent: boolean;
}

/** Tables `hoks_feedback`, `former_service_survey`: of the first one row per HOKS and survey. Lock the study right first. */
@Injectable()
export class HoksFeedbackRepository {
  /** What has been decided about the HOKS. */
  async ofHoks(sql: SqlRunner, hoksId: number): Promise<SurveyFeedback[]> {
    const rows = await sql.query<Row[]>(
      `SELECT survey, trigger_date::text, eligible, state, reason FROM hoks_feedback WHERE hoks_id = $1`,
      [hoksId],
    );
    return rows.map(({ trigger_date: triggerDate, ...row }) => ({ ...row, triggerDate }));
  }

  /**
   * Two HOKSes of a learner are decided on one after the other, so that they never both get one survey.
   * @param masterOid the one oid that stands for all of the person's
   */
  async lockLearner(sql: SqlRunner, masterOid: string): Promise<void> {
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`feedback ${masterOid}`]);
  }

  /** The same survey of the learner's other HOKSes at this provider, as far as a record of it was formed. */
  async others(sql: SqlRunner, { hoksId, survey, learnerOids, providerOid }: FeedbackRecord): Promise<OtherSurvey[]> {
    return sql.query<OtherSurvey[]>(
      `SELECT trigger_date::text AS "triggerDate", sent_at IS NOT NULL AS sent FROM hoks_feedback
       WHERE learner_oid = ANY($1) AND provider_oid = $2 AND survey = $3 AND hoks_id <> $4
         AND state IS NOT NULL AND trigger_date IS NOT NULL`,
      [learnerOids, providerOid, survey, hoksId],
    );
  }

  /** Whether the former feedback service had the survey. Table `former_service_survey`, filled by the take-over. */
  async isInFormerService(sql: SqlRunner, studyRightOid: string, survey: Survey): Promise<boolean> {
    const rows = await sql.query<unknown[]>(
      'SELECT 1 FROM former_service_survey WHERE study_right_oid = $1 AND survey = $2',
      [studyRightOid, survey],
    );
    return rows.length > 0;
  }

  /**
   * Stores what has been decided; a survey that has been triggered stays as it is. When the HOKS no longer has the survey
   * that another one of the learner waited for, the job decides on that one anew.
   * @param decision `onTriggerDate`: the trigger date has still to decide
   */
  async save(
    sql: SqlRunner,
    record: FeedbackRecord,
    decision: FeedbackDecision & { readonly onTriggerDate: boolean; readonly at: Date; readonly sentAt: Date | null },
  ): Promise<void> {
    await sql.query(
      `WITH before AS (SELECT * FROM hoks_feedback WHERE hoks_id = $1 AND survey = $2 AND state IS NOT NULL),
       saved AS (
         INSERT INTO hoks_feedback AS f (hoks_id, survey, institution_oid, provider_oid, learner_oid, trigger_date, eligible,
           state, reason, decide_at, decided_at, sent_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
           CASE WHEN $10 THEN $6::date::timestamp AT TIME ZONE 'Europe/Helsinki' END, $11, $12)
         ON CONFLICT (hoks_id, survey) DO UPDATE
           SET institution_oid = excluded.institution_oid, provider_oid = excluded.provider_oid,
               learner_oid = excluded.learner_oid, trigger_date = excluded.trigger_date, eligible = excluded.eligible,
               state = excluded.state, reason = excluded.reason, decide_at = excluded.decide_at, attempts = 0,
               last_error = NULL, decided_at = excluded.decided_at, sent_at = excluded.sent_at
         WHERE f.sent_at IS NULL
         RETURNING f.state, f.trigger_date, f.provider_oid)
       ${wakeWaiting('$11')}
       FROM before JOIN saved ON saved.state IS NULL OR saved.trigger_date IS DISTINCT FROM before.trigger_date
         OR saved.provider_oid <> before.provider_oid
       WHERE ${isWaitingFor('before', '$13')}`,
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
        decision.onTriggerDate,
        decision.at,
        decision.sentAt,
        record.learnerOids,
      ],
    );
  }

  /**
   * Of a deleted HOKS nothing is asked; on another one of the learner that it stood in the way of the job decides anew. What
   * has been triggered, here or by the former service, stays on record.
   */
  async forget(sql: SqlRunner, hoksId: number, learnerOids: readonly string[], at: Date): Promise<void> {
    await sql.query(
      `WITH gone AS (DELETE FROM hoks_feedback WHERE hoks_id = $1 AND sent_at IS NULL
         AND state IS DISTINCT FROM 'heratepalvelussa' RETURNING *)
       ${wakeWaiting('$3')} FROM gone WHERE ${isWaitingFor('gone', '$2')}`,
      [hoksId, learnerOids, at],
    );
    await sql.query(
      `UPDATE hoks_feedback SET decide_at = NULL, attempts = 0, last_error = NULL WHERE hoks_id = $1 AND decide_at IS NOT NULL`,
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
   * Surveys that are to be decided on at the moment, those that have waited longest first, their study rights locked. One
   * whose study right is being changed at the moment is left for the next time.
   */
  async toDecide(sql: SqlRunner, at: Date, atMost: number): Promise<SurveyToDecide[]> {
    const locked = await sql.query<{ oid: string }[]>(
      `SELECT sr.oid FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id JOIN study_right sr ON sr.oid = h.study_right_oid
       WHERE f.decide_at <= $1 ORDER BY f.decide_at, f.hoks_id LIMIT $2 FOR UPDATE OF sr SKIP LOCKED`,
      [at, atMost],
    );
    // Read again under the locks: a change of the HOKS may have come first.
    return sql.query<SurveyToDecide[]>(
      `SELECT f.hoks_id AS "hoksId", f.survey, f.learner_oid AS "learnerOid"
       FROM hoks_feedback f JOIN hoks h ON h.id = f.hoks_id
       WHERE f.decide_at <= $1 AND h.study_right_oid = ANY ($2) ORDER BY f.decide_at, f.hoks_id, f.survey`,
      [at, locked.map(({ oid }) => oid)],
    );
  }

  /** Leaves a survey that could not be decided on for later: a minute at first, twice as long each time, six hours at most. */
  async putOff(
    sql: SqlRunner,
    { hoksId, survey }: SurveyKey,
    { at, error }: { at: Date; error: string },
  ): Promise<void> {
    await sql.query(
      `UPDATE hoks_feedback SET attempts = attempts + 1, last_error = $4,
         decide_at = $3::timestamptz + least(interval '1 minute' * power(2, least(attempts, 20)), interval '6 hours')
       WHERE hoks_id = $1 AND survey = $2`,
      [hoksId, survey, at, error],
    );
  }

  /** How many surveys have been put off and not been decided on since, counted to 10,000. */
  async countPutOff(sql: SqlRunner): Promise<number> {
    const [row] = await sql.query<{ rows: number }[]>(
      'SELECT count(*)::int AS rows FROM (SELECT FROM hoks_feedback WHERE attempts > 0 LIMIT 10000) AS put_off',
    );
    return row?.rows ?? 0;
  }
}

/** Has the job decide anew, at the moment given, on surveys `f`. */
function wakeWaiting(at: string): string {
  return `UPDATE hoks_feedback f SET decide_at = ${at}`;
}

/** The survey `f` waits because the learner's other HOKS of the row given had it. */
function isWaitingFor(row: string, learnerOids: string): string {
  return `f.learner_oid = ANY(${learnerOids}) AND f.provider_oid = ${row}.provider_oid AND f.survey = ${row}.survey
         AND f.hoks_id <> ${row}.hoks_id AND f.sent_at IS NULL AND f.reason = 'ei-palautteen-alkuperainen-hoks'`;
}
