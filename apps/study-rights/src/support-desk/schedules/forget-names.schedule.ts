import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Lifecycle, RepeatedJob } from '#platform';
import { ForgetNames } from '../use-cases/forget-names/forget-names.use-case.js';

/** Forgets names that are kept long enough. Several processes may run it: a row is gone once. */
@Injectable()
export class ForgetNamesSchedule {
  readonly #job: RepeatedJob;

  constructor(forgetNames: ForgetNames, lifecycle: Lifecycle) {
    this.#job = new RepeatedJob('forget-names', () => forgetNames.execute(), lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(60_000)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
