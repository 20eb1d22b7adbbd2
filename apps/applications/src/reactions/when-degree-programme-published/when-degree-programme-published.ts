import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** Keeps the names of degree programmes. */
@Controller()
export class WhenDegreeProgrammePublished {
  constructor(private readonly copies: CopiesRepository) {}

  @Reaction('university.degree-programme-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.degree-programme-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.copies.keepDegreeProgramme(tx.sql, event.body);
  }
}
