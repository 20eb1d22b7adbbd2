import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { BringCaseUpToDate } from '../../use-cases/bring-case-up-to-date/bring-case-up-to-date.use-case.js';

/** The case begins, or begins again after a cancellation: all contents come along. */
@Controller()
export class WhenApplicationSubmitted {
  constructor(private readonly bringCaseUpToDate: BringCaseUpToDate) {}

  @Reaction('applications.application-submitted.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-submitted.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.bringCaseUpToDate.execute(tx, event.body);
  }
}
