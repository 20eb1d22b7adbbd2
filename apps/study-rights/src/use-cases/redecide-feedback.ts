import type { Transaction } from '#messaging';
import { finnishDay } from '../domain/dates.js';
import { decideFeedback, type FeedbackDecision, fundingSeasonOf, surveys, triggerDateOf } from '../domain/feedback.js';
import type { Survey } from '../domain/feedback.js';
import type { Hoks } from '../domain/hoks.js';
import type { StudyRight } from '../domain/study-right.js';
import { type FeedbackRecord, hoksFeedbackTable } from '../persistence/hoks-feedback-table.js';
import { hoksTable } from '../persistence/hoks-table.js';

type DecidedHoks = Pick<Hoks, 'id' | 'data' | 'deletedAt'>;

/**
 * Decides anew on the feedback of a HOKS; whoever stores, changes, deletes or restores one calls it in the same transaction,
 * with the study right locked and with what has just been stored. Triggers nothing: the trigger date does.
 */
export async function redecideFeedback(
  tx: Transaction,
  studyRight: StudyRight,
  hoks: DecidedHoks,
  at: Date,
): Promise<void> {
  if (hoks.deletedAt !== null) {
    await hoksFeedbackTable.forget(tx.sql, hoks.id);
    return;
  }
  for (const survey of surveys) {
    const { record, decision } = await decideSurvey(tx, { studyRight, hoks, survey, at, moment: 'PROVISIONAL' });
    const due = record.triggerDate !== null;
    await hoksFeedbackTable.save(tx.sql, record, { ...decision, due, at, sentAt: null });
  }
}

/** The same for the HOKS of a study right that has changed or has been invalidated. */
export async function redecideFeedbackOf(tx: Transaction, studyRight: StudyRight, at: Date): Promise<void> {
  const hoks = await hoksTable.ofStudyRight(tx.sql, null, studyRight.oid);
  if (hoks !== null) await redecideFeedback(tx, studyRight, hoks, at);
}

/** What the table says about one survey at this moment. The learner's other HOKSes wait meanwhile. */
export async function decideSurvey(
  { sql }: Transaction,
  { studyRight, hoks, survey, at, moment }: SurveyQuestion,
): Promise<{ record: FeedbackRecord; decision: FeedbackDecision }> {
  const { institutionOid, koulutustoimijaOid, learnerOid, invalidation } = studyRight;
  const triggerDate = triggerDateOf({ survey, hoks: hoks.data });
  const providerOid = koulutustoimijaOid ?? institutionOid;
  const record = { hoksId: hoks.id, survey, institutionOid, providerOid, learnerOid, triggerDate };
  await hoksFeedbackTable.lockLearner(sql, learnerOid);
  const others = (await hoksFeedbackTable.others(sql, record)).filter(
    (other) => triggerDate !== null && fundingSeasonOf(other.triggerDate) === fundingSeasonOf(triggerDate),
  );
  const decision = decideFeedback(
    {
      survey,
      hoks: hoks.data,
      studyRight: invalidation === null ? studyRight.data : null,
      today: finnishDay(at),
      alreadySent: others.some(({ sent }) => sent),
      heldByAnotherHoks: others.length > 0,
      inFormerService: await hoksFeedbackTable.isInFormerService(sql, record),
    },
    moment,
  );
  return { record, decision };
}

interface SurveyQuestion {
  readonly studyRight: StudyRight;
  readonly hoks: DecidedHoks;
  readonly survey: Survey;
  readonly at: Date;
  readonly moment: 'PROVISIONAL' | 'FINAL';
}
