import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { showRowsWithheld } from '#messaging';
import { Lifecycle, RepeatedJob } from '#platform';
import { WithholdPersonalData } from '../use-cases/withhold-personal-data/withhold-personal-data.use-case.js';

/** Looks through the entries that today's scan has not seen, and shows operators how many lack a text. */
@Injectable()
export class WithholdPersonalDataSchedule {
  readonly #job: RepeatedJob;

  constructor(withholdPersonalData: WithholdPersonalData, lifecycle: Lifecycle) {
    const scan = async () => {
      const more = await withholdPersonalData.execute();
      showRowsWithheld('precedents', await withholdPersonalData.count());
      return more;
    };
    this.#job = new RepeatedJob('withhold-personal-data', scan, lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(5_000)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
