import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type ReactionContext, type Tombstone, TombstoneReaction } from '#messaging';
import { forgetStaffName, forgetStudentName } from '../../persistence/copies.js';
import { Decisions } from '../../persistence/decisions.js';

/**
 * The university clears a person's key: the name goes from the copies of staff and students. Decisions keep the name of who made them:
 * a decision names the person (Administrative Procedure Act 434/2003, section 44), to whom the rectification request goes
 * (Universities Act 558/2009, section 82), and is kept for good.
 */
@Controller()
export class WhenPersonForgotten {
  constructor(private readonly decisions: Decisions) {}

  @TombstoneReaction('university.person.v1')
  async handle(@Payload() tombstone: Tombstone, @Ctx() { tx }: ReactionContext): Promise<void> {
    await this.decisions.keepNameOfDecider(tx.sql, tombstone.key);
    await forgetStaffName(tx.sql, tombstone);
    await forgetStudentName(tx.sql, tombstone);
  }
}
