import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { BatchReaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** Keeps the names and roles of people: students by name on lists, handlers to whom an application may be sent (R3). */
@Controller()
export class WhenPersonPublished {
  constructor(private readonly copies: CopiesRepository) {}

  @BatchReaction('university.person-published.v1')
  async handle(
    @Payload() events: readonly ReceivedEvent<'university.person-published.v1'>[],
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.copies.keepPersons(
      tx.sql,
      events.map(({ body }) => body),
    );
  }
}
