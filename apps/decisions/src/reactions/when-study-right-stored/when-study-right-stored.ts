import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { keepStudyRight } from '../../persistence/copies.js';

/** Keeps the days of higher-education study rights: an attainment date lies inside them (R60). */
@Controller()
export class WhenStudyRightStored {
  @Reaction('study-rights.study-right-stored.v1')
  async handle(
    @Payload() event: ReceivedEvent<'study-rights.study-right-stored.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await keepStudyRight(tx.sql, event);
  }
}
