import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { askForStudyRights } from '../../published-events.js';
import { CopiesRepository } from '../../persistence/copies.repository.js';

/** An invalidated study right takes no new applications. */
@Controller()
export class WhenStudyRightInvalidated {
  constructor(private readonly copies: CopiesRepository) {}

  @Reaction('study-rights.study-right-invalidated.v1')
  async handle(
    @Payload() event: ReceivedEvent<'study-rights.study-right-invalidated.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (await this.copies.markStudyRightInvalidated(tx.sql, event.body)) return;
    // Its storing never arrived: what it is cannot be guessed, its owner knows.
    await tx.append(askForStudyRights(event.institutionOid, [event.body.studyRightId]));
  }
}
