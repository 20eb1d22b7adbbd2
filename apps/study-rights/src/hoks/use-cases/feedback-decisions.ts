import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { Transaction } from '#messaging';
import { decideFeedback, type FeedbackDecision, fundingSeasonOf, surveys, triggerDateOf } from '../domain/feedback.js';
import type { Survey } from '../domain/feedback.js';
import type { Hoks } from '../domain/hoks.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';
import { type FeedbackRecord, HoksFeedbackRepository } from '../persistence/hoks-feedback.repository.js';
import { LearnerRepository } from '../../study-rights/persistence/learner.repository.js';

type DecidedHoks = Pick<Hoks, 'id' | 'data' | 'deletedAt'>;

interface SurveyQuestion {
  readonly studyRight: StudyRight;
  /** All oids of the learner as a person. */
  readonly learnerOids: readonly string[];
  readonly hoks: DecidedHoks;
  readonly survey: Survey;
  readonly at: Date;
  readonly moment: 'PROVISIONAL' | 'FINAL';
}

/** What is decided on the feedback of HOKSes, in the transaction of the change that it follows from. */
@Injectable()
export class FeedbackDecisions {
  constructor(
    private readonly feedbacks: HoksFeedbackRepository,
    private readonly learners: LearnerRepository,
  ) {}

  /**
   * Decides anew on the feedback of a HOKS. Storing, changing, deleting and restoring one call it in the same
   * transaction, with the study right locked and with what has just been stored. Triggers nothing: the trigger date does.
   * @param hoks null: there is none
   */
  async redecide(tx: Transaction, studyRight: StudyRight, hoks: DecidedHoks | null, at: Date): Promise<void> {
    if (hoks === null) return;
    if (hoks.deletedAt !== null) return this.forget(tx, hoks.id, studyRight.learnerOid, at);
    const learnerOids = await this.lockLearner(tx, studyRight.learnerOid);
    for (const survey of surveys) {
      const question = { studyRight, learnerOids, hoks, survey, at, moment: 'PROVISIONAL' } as const;
      const { record, decision } = await this.decide(tx, question);
      const onTriggerDate = record.triggerDate !== null;
      await this.feedbacks.save(tx.sql, record, { ...decision, onTriggerDate, at, sentAt: null });
    }
  }

  /** The same for a HOKS that is gone, whether or not its study right is there. */
  async forget(tx: Transaction, hoksId: number, learnerOid: string, at: Date): Promise<void> {
    await this.feedbacks.forget(tx.sql, hoksId, await this.lockLearner(tx, learnerOid), at);
  }

  /** What the table says about one survey at this moment. Lock the learner first: the other HOKSes have to wait meanwhile. */
  async decide(
    { sql }: Transaction,
    { studyRight, learnerOids, hoks, survey, at, moment }: SurveyQuestion,
  ): Promise<{ record: FeedbackRecord; decision: FeedbackDecision }> {
    const { institutionOid, koulutustoimijaOid, learnerOid, invalidation } = studyRight;
    const triggerDate = triggerDateOf({ survey, hoks: hoks.data });
    const record = {
      ...{ hoksId: hoks.id, survey, triggerDate, learnerOid, learnerOids },
      ...{ institutionOid, providerOid: koulutustoimijaOid ?? institutionOid },
    };
    const others = (await this.feedbacks.others(sql, record)).filter(
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
        inFormerService: await this.feedbacks.isInFormerService(sql, studyRight.oid, survey),
      },
      moment,
    );
    return { record, decision };
  }

  /** @returns all oids of the person, whose feedback nobody else decides on until the end of the transaction */
  async lockLearner({ sql }: Transaction, learnerOid: string): Promise<readonly string[]> {
    await this.feedbacks.lockLearner(sql, await this.learners.masterOf(sql, learnerOid));
    return this.learners.oidsOf(sql, learnerOid);
  }
}
