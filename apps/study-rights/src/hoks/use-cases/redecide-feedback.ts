import { finnishDay } from '#kernel';
import type { Transaction } from '#messaging';
import { decideFeedback, type FeedbackDecision, fundingSeasonOf, surveys, triggerDateOf } from '../domain/feedback.js';
import type { Survey } from '../domain/feedback.js';
import type { Hoks } from '../domain/hoks.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';
import { type FeedbackRecord, hoksFeedbackTable } from '../persistence/hoks-feedback-table.js';
import { learnerTable } from '../../study-rights/persistence/learner-table.js';

type DecidedHoks = Pick<Hoks, 'id' | 'data' | 'deletedAt'>;

/**
 * Decides anew on the feedback of a HOKS; whoever stores, changes, deletes or restores one calls it in the same transaction,
 * with the study right locked and with what has just been stored. Triggers nothing: the trigger date does.
 * @param hoks null: there is none
 */
export async function redecideFeedback(
  tx: Transaction,
  studyRight: StudyRight,
  hoks: DecidedHoks | null,
  at: Date,
): Promise<void> {
  if (hoks === null) return;
  if (hoks.deletedAt !== null) return forgetFeedback(tx, hoks.id, studyRight.learnerOid, at);
  const learnerOids = await lockLearner(tx, studyRight.learnerOid);
  for (const survey of surveys) {
    const question = { studyRight, learnerOids, hoks, survey, at, moment: 'PROVISIONAL' } as const;
    const { record, decision } = await decideSurvey(tx, question);
    const onTriggerDate = record.triggerDate !== null;
    await hoksFeedbackTable.save(tx.sql, record, { ...decision, onTriggerDate, at, sentAt: null });
  }
}

/** The same for a HOKS that is gone, whether or not its study right is there. */
export async function forgetFeedback(tx: Transaction, hoksId: number, learnerOid: string, at: Date): Promise<void> {
  await hoksFeedbackTable.forget(tx.sql, hoksId, await lockLearner(tx, learnerOid), at);
}

/** What the table says about one survey at this moment. Lock the learner first: the other HOKSes have to wait meanwhile. */
export async function decideSurvey(
  { sql }: Transaction,
  { studyRight, learnerOids, hoks, survey, at, moment }: SurveyQuestion,
): Promise<{ record: FeedbackRecord; decision: FeedbackDecision }> {
  const { institutionOid, koulutustoimijaOid, learnerOid, invalidation } = studyRight;
  const triggerDate = triggerDateOf({ survey, hoks: hoks.data });
  const record = {
    ...{ hoksId: hoks.id, survey, triggerDate, learnerOid, learnerOids },
    ...{ institutionOid, providerOid: koulutustoimijaOid ?? institutionOid },
  };
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
      inFormerService: await hoksFeedbackTable.isInFormerService(sql, studyRight.oid, survey),
    },
    moment,
  );
  return { record, decision };
}

/** @returns all oids of the person, whose feedback nobody else decides on until the end of the transaction */
export async function lockLearner({ sql }: Transaction, learnerOid: string): Promise<readonly string[]> {
  await hoksFeedbackTable.lockLearner(sql, await learnerTable.masterOf(sql, learnerOid));
  return learnerTable.oidsOf(sql, learnerOid);
}

interface SurveyQuestion {
  readonly studyRight: StudyRight;
  /** All oids of the learner as a person. */
  readonly learnerOids: readonly string[];
  readonly hoks: DecidedHoks;
  readonly survey: Survey;
  readonly at: Date;
  readonly moment: 'PROVISIONAL' | 'FINAL';
}
