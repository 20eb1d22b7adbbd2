import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { precedentFiled } from '../../../published-events.js';

/**
 * The copy files one anonymous entry per bank key (R85–R97), and a new one is announced; a second release with the same key
 * changes nothing. There is no person to authorise and no audit line on purpose: a line would tie the entry to a moment finer
 * than its month.
 */
@Controller()
export class WhenPrecedentReleased {
  @Reaction('decisions.precedent-released.v1')
  async handle(
    @Payload() { body }: ReceivedEvent<'decisions.precedent-released.v1'>,
    @Ctx() { tx, written }: ReactionContext,
  ): Promise<void> {
    if (written > 0) await tx.append(precedentFiled(body));
  }
}
