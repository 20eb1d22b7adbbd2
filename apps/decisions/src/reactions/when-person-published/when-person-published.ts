import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { keepStaffName, keepStudentName } from '../../persistence/copies.js';

/**
 * Keeps names: a decision names the person who made it, to whom the rectification request goes (Universities Act §82), and
 * what becomes public of an application must not name its student (R85). A former handler's name stays, as the decisions do.
 */
@Controller()
export class WhenPersonPublished {
  @Reaction('university.person-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.person-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await keepStaffName(tx.sql, event);
    await keepStudentName(tx.sql, event);
  }
}
