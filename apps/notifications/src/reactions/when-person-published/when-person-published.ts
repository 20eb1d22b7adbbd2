import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CompleteMessages } from '../../use-cases/complete-messages/complete-messages.use-case.js';

@Controller()
export class WhenPersonPublished {
  constructor(private readonly completeMessages: CompleteMessages) {}

  @Reaction('university.person-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.person-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { institutionOid, personId } = event.body;
    await this.completeMessages.execute(tx, { institutionOid, personId });
  }
}
