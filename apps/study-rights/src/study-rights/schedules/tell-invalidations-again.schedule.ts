import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Lifecycle, RepeatedJob } from '#platform';
import { TellInvalidationsAgain } from '../use-cases/tell-invalidations-again/tell-invalidations-again.use-case.js';

/** Tells invalidations once more to those who read late. Several processes may run it: a row is taken by one of them. */
@Injectable()
export class TellInvalidationsAgainSchedule {
  readonly #job: RepeatedJob;

  constructor(tellInvalidationsAgain: TellInvalidationsAgain, lifecycle: Lifecycle) {
    this.#job = new RepeatedJob('tell-invalidations-again', () => tellInvalidationsAgain.execute(), lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(60_000)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
