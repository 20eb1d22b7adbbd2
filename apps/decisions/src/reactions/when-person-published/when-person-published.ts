import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { keepStaffName } from '../../persistence/copies.js';

/**
 * Keeps the names of staff only: a decision names the person who made it, to whom the rectification request goes
 * (Universities Act §82). Nothing about students is kept; a former handler's name stays, as the decisions do.
 */
@Controller()
export class WhenPersonPublished {
  @Reaction('university.person-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.person-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await keepStaffName(tx.sql, event);
  }
}
