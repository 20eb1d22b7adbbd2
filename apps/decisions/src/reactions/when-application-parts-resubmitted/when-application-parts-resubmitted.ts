import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { BringCaseUpToDate } from '../../use-cases/bring-case-up-to-date/bring-case-up-to-date.use-case.js';

/** The parts come with new contents, in a new round (R110). */
@Controller()
export class WhenApplicationPartsResubmitted {
  constructor(private readonly bringCaseUpToDate: BringCaseUpToDate) {}

  @Reaction('applications.application-parts-resubmitted.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-parts-resubmitted.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.bringCaseUpToDate.execute(tx, event.body);
  }
}
