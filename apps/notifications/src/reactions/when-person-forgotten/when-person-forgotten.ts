import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type ReactionContext, type Tombstone, TombstoneReaction } from '#messaging';
import { MessageRepository } from '../../persistence/message.repository.js';
import { PreferencesRepository } from '../../persistence/preferences.repository.js';

/** The university clears a person's key: nothing more is sent to the person; name, address and preferences go. */
@Controller()
export class WhenPersonForgotten {
  constructor(
    private readonly messages: MessageRepository,
    private readonly preferences: PreferencesRepository,
  ) {}

  @TombstoneReaction('university.person.v1')
  async handle(@Payload() { key }: Tombstone, @Ctx() { tx }: ReactionContext): Promise<void> {
    await this.messages.skipUnsentTo(tx.sql, key);
    await this.preferences.forget(tx.sql, key);
  }
}
