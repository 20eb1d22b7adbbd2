import type { UnitOfWork } from '#messaging';
import { database, eventually, type FrozenClock } from '#testing';
import { HoksFeedbackRepository } from '../src/hoks/persistence/hoks-feedback.repository.js';
import { HoksRepository } from '../src/hoks/persistence/hoks.repository.js';
import { DecideDueFeedback } from '../src/hoks/use-cases/decide-due-feedback/decide-due-feedback.use-case.js';
import { DecideDueSurvey } from '../src/hoks/use-cases/decide-due-feedback/decide-due-survey.js';
import { FeedbackDecisions } from '../src/hoks/use-cases/feedback-decisions.js';
import { LearnerRepository } from '../src/study-rights/persistence/learner.repository.js';
import { StudyRightHistoryRepository } from '../src/study-rights/persistence/study-right-history.repository.js';
import { StudyRightRepository } from '../src/study-rights/persistence/study-right.repository.js';

/** One more instance of the job, with the clock of the test. */
export function feedbackJob(unitOfWork: UnitOfWork, clock: FrozenClock): DecideDueFeedback {
  const [feedbacks, learners] = [new HoksFeedbackRepository(), new LearnerRepository()];
  const studyRights = new StudyRightRepository(new StudyRightHistoryRepository());
  const decisions = new FeedbackDecisions(feedbacks, learners);
  const decide = new DecideDueSurvey(feedbacks, new HoksRepository(learners), studyRights, decisions);
  return new DecideDueFeedback(unitOfWork, clock, feedbacks, decide);
}

/** Runs the job until nothing is due. The stack's own process has the turn now and then; an instance without it does nothing. */
export async function untilNothingIsDue(job: () => DecideDueFeedback, now: () => Date): Promise<void> {
  await eventually('the job has had its turn', async () => {
    await job().execute();
    const due = await database('study-rights').query('SELECT FROM hoks_feedback WHERE decide_at <= $1', [now()]);
    return due.rowCount === 0;
  });
}
