import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { Transaction } from '#messaging';
import { writeAudit } from '#platform';
import { triggerDateOf } from '../../domain/feedback.js';
import { feedbackDecided } from '../../published-events.js';
import { HoksFeedbackRepository, type SurveyToDecide } from '../../persistence/hoks-feedback.repository.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { StudyRightRepository } from '../../../study-rights/persistence/study-right.repository.js';
import { FeedbackDecisions } from '../feedback-decisions.js';

/** Decides on a survey of a locked study right, for good once its trigger date has come; publishes it if it is sent. */
@Injectable()
export class DecideDueSurvey {
  constructor(
    private readonly feedbacks: HoksFeedbackRepository,
    private readonly hokses: HoksRepository,
    private readonly studyRights: StudyRightRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  async execute(tx: Transaction, { hoksId, survey, learnerOid }: SurveyToDecide, at: Date): Promise<void> {
    const hoks = await this.hokses.find(tx.sql, null, hoksId);
    const stored = hoks && (await this.studyRights.find(tx.sql, null, hoks.studyRightOid, true));
    if (hoks === null || hoks.deletedAt !== null || stored === null)
      return this.feedback.forget(tx, hoksId, learnerOid, at);
    const { studyRight } = stored;
    const triggerDate = triggerDateOf({ survey, hoks: hoks.data });
    // It may be here before its day, because what it waited for has gone.
    const onTriggerDate = triggerDate !== null && triggerDate > finnishDay(at);
    const moment = onTriggerDate ? 'PROVISIONAL' : 'FINAL';
    const learnerOids = await this.feedback.lockLearner(tx, studyRight.learnerOid);
    const { record, decision } = await this.feedback.decide(tx, { studyRight, learnerOids, hoks, survey, at, moment });
    if (onTriggerDate || triggerDate === null || !decision.eligible) {
      return this.feedbacks.save(tx.sql, record, { ...decision, onTriggerDate, at, sentAt: null });
    }
    await this.feedbacks.save(tx.sql, record, { ...decision, state: 'lahetetty', onTriggerDate, at, sentAt: at });
    await writeAudit(tx.sql, {
      ...{ institutionOid: studyRight.institutionOid, actorId: 'system:feedback', at, action: 'trigger-feedback' },
      ...{ targetKind: 'hoks', targetId: String(hoksId), subjectPersonId: studyRight.learnerOid },
      details: { studyRightOid: studyRight.oid, survey, triggerDate },
    });
    // Last: what is appended is not undone with the savepoint.
    await tx.append(feedbackDecided(studyRight, { hoksId, survey, triggerDate }));
  }
}
