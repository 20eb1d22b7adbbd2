import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Persons } from '../../persistence/persons.js';
import { CompleteMessages } from '../../use-cases/complete-messages/complete-messages.use-case.js';

@Controller()
export class WhenPersonPublished {
  constructor(
    private readonly persons: Persons,
    private readonly completeMessages: CompleteMessages,
  ) {}

  @Reaction('university.person-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.person-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { institutionOid, personId, version, firstName, lastName, email, language } = event.body;
    await this.persons.store(tx.sql, { institutionOid, personId, version, firstName, lastName, email, language });
    await this.completeMessages.run(tx, { institutionOid, personId });
  }
}
