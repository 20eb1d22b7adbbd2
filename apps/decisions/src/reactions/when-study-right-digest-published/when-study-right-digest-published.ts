import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { compareWithDigest, Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { askToRepublish } from '../../published-events.js';
import { COMPARED_STUDY_RIGHTS } from '../../persistence/copies.js';

/** The copies of higher-education study rights are compared with what their owner has; others are not copied here. */
@Controller()
export class WhenStudyRightDigestPublished {
  constructor(private readonly clock: Clock) {}

  @Reaction('study-rights.study-right-digest-published.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'study-rights.study-right-digest-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (body.registry !== 'HIGHER_EDUCATION') return;
    const ask = (ids: string[]) => askToRepublish(institutionOid, 'STUDY_RIGHT', ids);
    await compareWithDigest(tx, COMPARED_STUDY_RIGHTS, body, { now: this.clock.now(), ask });
  }
}
