import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Lifecycle, RepeatedJob } from '#platform';
import { WriteDigests } from '../use-cases/write-digests/write-digests.use-case.js';

/**
 * Writes the day's digests. It asks every few seconds what is due and has no hour of its own: a timer of an hour fires
 * twice in the night in which clocks go back, and never in a night that it has slept through.
 */
@Injectable()
export class DigestSchedule {
  readonly #job: RepeatedJob;

  constructor(writeDigests: WriteDigests, lifecycle: Lifecycle) {
    this.#job = new RepeatedJob('write-digests', async () => writeDigests.execute(), lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(5_000)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
