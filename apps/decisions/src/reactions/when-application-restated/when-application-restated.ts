import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { BringCaseUpToDate } from '../../use-cases/bring-case-up-to-date/bring-case-up-to-date.use-case.js';

/** The answer to this service's own request: the whole application, with all contents. */
@Controller()
export class WhenApplicationRestated {
  constructor(private readonly bringCaseUpToDate: BringCaseUpToDate) {}

  @Reaction('applications.application-restated.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-restated.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.bringCaseUpToDate.execute(tx, event.body);
  }
}
