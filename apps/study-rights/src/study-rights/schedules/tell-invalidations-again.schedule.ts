import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Lifecycle, RepeatedJob } from '#platform';
import { TellInvalidationsAgain } from '../use-cases/tell-invalidations-again/tell-invalidations-again.use-case.js';

/** Publishes invalidations once more for late readers. Several processes may run it: only one of them takes a row. */
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
