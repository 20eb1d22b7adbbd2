import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type ReactionContext, type Tombstone, TombstoneReaction } from '#messaging';
import { forgetPerson } from '../../persistence/copies.js';
import { Messages } from '../../persistence/messages.js';

/** The university clears a person's key: name and address go, and nothing more is sent to the person. */
@Controller()
export class WhenPersonForgotten {
  constructor(private readonly messages: Messages) {}

  @TombstoneReaction('university.person.v1')
  async handle(@Payload() tombstone: Tombstone, @Ctx() { tx }: ReactionContext): Promise<void> {
    await forgetPerson(tx.sql, tombstone);
    await this.messages.skipUnsentTo(tx.sql, tombstone.key);
  }
}
