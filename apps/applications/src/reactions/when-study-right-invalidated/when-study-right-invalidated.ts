import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** An invalidated study right takes no new applications. */
@Controller()
export class WhenStudyRightInvalidated {
  constructor(private readonly copies: CopiesRepository) {}

  @Reaction('study-rights.study-right-invalidated.v1')
  async handle(
    @Payload() event: ReceivedEvent<'study-rights.study-right-invalidated.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.copies.markStudyRightInvalidated(tx.sql, event.body);
  }
}
