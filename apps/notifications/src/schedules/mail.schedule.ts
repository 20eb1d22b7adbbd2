import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { showRowsPutOff } from '#messaging';
import { Lifecycle, RepeatedJob } from '#platform';
import { SendMail } from '../use-cases/send-mail/send-mail.use-case.js';

/** Sends due e-mails. */
@Injectable()
export class MailSchedule {
  readonly #job: RepeatedJob;

  constructor(sendMail: SendMail, lifecycle: Lifecycle) {
    const send = async () => {
      const more = await sendMail.execute();
      showRowsPutOff('send-mail', await sendMail.countPutOff());
      return more;
    };
    this.#job = new RepeatedJob('send-mail', send, lifecycle);
    lifecycle.onStop('schedules', async () => this.#job.stop());
  }

  @Interval(500)
  async tick(): Promise<void> {
    await this.#job.run();
  }
}
