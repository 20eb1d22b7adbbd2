import { Injectable, Logger } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { HoksFeedbackRepository } from '../../persistence/hoks-feedback.repository.js';
import { failureWithin } from '../../../persistence/savepoint.js';
import { DecideDueSurvey } from './decide-due-survey.js';

/** Surveys of one run, and of one transaction: study rights are not kept locked for long. */
const BATCH = 1000;
const TOGETHER = 100;

/**
 * Decides on the surveys whose trigger date has come (R172) and publishes those that are sent, each once. One that
 * cannot be decided on is put off and does not block the others.
 */
@Injectable()
export class DecideDueFeedback {
  readonly #logger = new Logger('decide-feedback');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly feedbacks: HoksFeedbackRepository,
    private readonly decide: DecideDueSurvey,
  ) {}

  /** @returns how many were decided on or put off, at most 1,000; 0 also while another process is at it */
  async execute(): Promise<number> {
    for (let done = 0; ;) {
      const some = await this.unitOfWork.run((tx) => this.someOf(tx));
      done += some;
      if (some === 0 || done + TOGETHER > BATCH) return done;
    }
  }

  /** How many surveys wait because deciding on them failed, counted to 10,000. */
  async countPutOff(): Promise<number> {
    return this.unitOfWork.read((sql) => this.feedbacks.countPutOff(sql));
  }

  private async someOf(tx: Transaction): Promise<number> {
    if (!(await this.feedbacks.lockJob(tx.sql))) return 0;
    const at = this.clock.now();
    const surveys = await this.feedbacks.toDecide(tx.sql, at, TOGETHER);
    for (const key of surveys) {
      const error = await failureWithin(tx.sql, () => this.decide.execute(tx, key, at));
      if (error === null) continue;
      await this.feedbacks.putOff(tx.sql, key, { at, error });
      const { hoksId, survey } = key;
      this.#logger.error({ hoksId, survey, error }, 'nothing could be decided on a survey, put off');
    }
    return surveys.length;
  }
}
