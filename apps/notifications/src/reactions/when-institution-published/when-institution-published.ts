import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CompleteMessages } from '../../use-cases/complete-messages/complete-messages.use-case.js';

@Controller()
export class WhenInstitutionPublished {
  constructor(private readonly completeMessages: CompleteMessages) {}

  @Reaction('university.institution-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.institution-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.completeMessages.execute(tx, { institutionOid: event.institutionOid });
  }
}
