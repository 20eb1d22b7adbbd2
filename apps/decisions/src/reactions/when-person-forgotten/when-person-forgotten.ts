import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type ReactionContext, type Tombstone, TombstoneReaction } from '#messaging';
import { KeywordRepository } from '../../persistence/keyword.repository.js';
import { DecisionRepository } from '../../persistence/decision.repository.js';

/**
 * The university clears a person's key. Before the name goes from the copies of staff and students, decisions keep the name of
 * the person who made them: a decision names the person (Administrative Procedure Act 434/2003, section 44), to whom the
 * rectification request goes (Universities Act 558/2009, section 82), and is kept for good. Which keywords the person used is not.
 */
@Controller()
export class WhenPersonForgotten {
  constructor(
    private readonly decisions: DecisionRepository,
    private readonly keywords: KeywordRepository,
  ) {}

  @TombstoneReaction('university.person.v1')
  async handle(@Payload() { key }: Tombstone, @Ctx() { tx }: ReactionContext): Promise<void> {
    await this.decisions.keepNameOfDecider(tx.sql, key);
    await this.keywords.forgetUse(tx.sql, key);
  }
}
