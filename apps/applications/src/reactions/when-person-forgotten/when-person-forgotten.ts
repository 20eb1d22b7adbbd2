import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type ReactionContext, type Tombstone, TombstoneReaction } from '#messaging';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** The university clears a person's key: the name goes, what the person applied for or handled stays under the id. */
@Controller()
export class WhenPersonForgotten {
  constructor(private readonly copies: CopiesRepository) {}

  @TombstoneReaction('university.person.v1')
  async handle(@Payload() { key }: Tombstone, @Ctx() { tx }: ReactionContext): Promise<void> {
    await this.copies.forgetPerson(tx.sql, key);
  }
}
