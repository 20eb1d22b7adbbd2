import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type ReactionContext, type Tombstone, TombstoneReaction } from '#messaging';
import { MessageRepository } from '../../persistence/message.repository.js';

/** The university clears a person's key: nothing more is sent to the person; name and address go from the copy. */
@Controller()
export class WhenPersonForgotten {
  constructor(private readonly messages: MessageRepository) {}

  @TombstoneReaction('university.person.v1')
  async handle(@Payload() { key }: Tombstone, @Ctx() { tx }: ReactionContext): Promise<void> {
    await this.messages.skipUnsentTo(tx.sql, key);
  }
}
