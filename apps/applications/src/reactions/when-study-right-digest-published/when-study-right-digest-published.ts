import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { compareWithDigest, Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { comparedStudyRights } from '../../persistence/copies.js';
import { askForStudyRights } from '../../published-events.js';

/** The copies of study rights are compared with what their owner has. */
@Controller()
export class WhenStudyRightDigestPublished {
  constructor(private readonly clock: Clock) {}

  @Reaction('study-rights.study-right-digest-published.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'study-rights.study-right-digest-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const ask = (ids: string[]) => askForStudyRights(institutionOid, ids);
    await compareWithDigest(tx, comparedStudyRights(body.registry), body, { now: this.clock.now(), ask });
  }
}
