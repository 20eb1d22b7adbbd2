import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { BringCaseUpToDate } from '../../use-cases/bring-case-up-to-date/bring-case-up-to-date.use-case.js';

/** The applications service has heard of the recording; the part is handled (R32). */
@Controller()
export class WhenApplicationPartRecorded {
  constructor(private readonly bringCaseUpToDate: BringCaseUpToDate) {}

  @Reaction('applications.application-part-recorded.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-part-recorded.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.bringCaseUpToDate.execute(tx, event.body);
  }
}
