import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { showRowsPutOff } from '#messaging';
import { Lifecycle, RepeatedJob } from '#platform';
import { DecideDueFeedback } from '../use-cases/decide-due-feedback/decide-due-feedback.use-case.js';

/**
 * Decides on the surveys whose trigger date has come. Several processes may run it: a named database lock lets one at a time
 * decide, and what has been decided is not due any more.
 */
@Injectable()
export class DecideDueFeedbackSchedule {
  readonly #job: RepeatedJob;

  constructor(decideDueFeedback: DecideDueFeedback, lifecycle: Lifecycle) {
    const decide = async () => {
      await decideDueFeedback.execute();
      showRowsPutOff('decide-feedback', await decideDueFeedback.countPutOff());
      return false;
    };
    this.#job = new RepeatedJob('decide-feedback', decide, lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(2_000)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
