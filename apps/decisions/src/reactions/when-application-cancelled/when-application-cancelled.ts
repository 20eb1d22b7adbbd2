import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { BringCaseUpToDate } from '../../use-cases/bring-case-up-to-date/bring-case-up-to-date.use-case.js';

/** The copy follows. A decision still proposed is settled by the answer of the applications service, not here: it alone knows what came first. */
@Controller()
export class WhenApplicationCancelled {
  constructor(private readonly bringCaseUpToDate: BringCaseUpToDate) {}

  @Reaction('applications.application-cancelled.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-cancelled.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.bringCaseUpToDate.execute(tx, event.body);
  }
}
