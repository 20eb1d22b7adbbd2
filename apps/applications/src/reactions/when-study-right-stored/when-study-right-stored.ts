import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** Keeps the study rights for which students may apply (R154). */
@Controller()
export class WhenStudyRightStored {
  constructor(private readonly copies: CopiesRepository) {}

  @Reaction('study-rights.study-right-stored.v1')
  async handle(
    @Payload() event: ReceivedEvent<'study-rights.study-right-stored.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.copies.keepStudyRight(tx.sql, event.body);
  }
}
