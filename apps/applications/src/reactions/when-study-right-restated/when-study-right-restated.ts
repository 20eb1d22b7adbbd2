import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { keepRestatedStudyRight } from '../../persistence/copies.js';

/** The answer to this service's own request. */
@Controller()
export class WhenStudyRightRestated {
  @Reaction('study-rights.study-right-restated.v1')
  async handle(
    @Payload() event: ReceivedEvent<'study-rights.study-right-restated.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await keepRestatedStudyRight(tx.sql, event);
  }
}
