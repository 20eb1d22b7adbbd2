import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { UnitOfWork } from '#messaging';
import { Lifecycle, RepeatedJob } from '#platform';
import { CompleteMessages } from '../use-cases/complete-messages/complete-messages.use-case.js';

/**
 * Completes pending messages that nobody else completes: the event and the person it names may be taken in at the same
 * moment, in two transactions that do not see each other.
 */
@Injectable()
export class PendingMessagesSchedule {
  readonly #job: RepeatedJob;

  constructor(unitOfWork: UnitOfWork, completeMessages: CompleteMessages, lifecycle: Lifecycle) {
    const complete = async () => (await unitOfWork.run(async (tx) => completeMessages.execute(tx, 'ANY'))) > 0;
    this.#job = new RepeatedJob('complete-messages', complete, lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(2_000)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
